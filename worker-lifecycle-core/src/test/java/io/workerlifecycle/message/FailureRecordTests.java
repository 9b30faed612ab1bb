package io.workerlifecycle.message;

import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker's snapshot says of a message that could not be processed.
 */
@Timeout(60)
class FailureRecordTests {

	private final MessageBench bench = new MessageBench();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void failureHasItsClassAndNoText() {
		this.bench.source(new MemoryChannel().with("secret"))
			.start(ScriptedMessageWorker.failing("secret", new IllegalStateException("about secret")));
		assertThat(recorded()).isInstanceOfSatisfying(DiscreetException.class, (told) -> {
			assertThat(told).hasMessage("java.lang.IllegalStateException");
			assertThat(told.text()).isNull();
		});
	}

	@Test
	void whatTheCodeRecordsHasNoTextEither() {
		this.bench.source(new MemoryChannel().with("secret"))
			.start(new ScriptedMessageWorker((message, context) -> context
				.recordFailure(new IllegalStateException("about " + message.getPayload()))));
		assertThat(recorded()).hasMessage("java.lang.IllegalStateException");
	}

	private Throwable recorded() {
		WorkerSnapshot worker = this.bench.await((snapshot) -> snapshot.lastFailure() != null);
		WorkerFailure failure = worker.lastFailure();
		return (failure != null) ? failure.exception() : new AssertionError("nothing is recorded");
	}

}
