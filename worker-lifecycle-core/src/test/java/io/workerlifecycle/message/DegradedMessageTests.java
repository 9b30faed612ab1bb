package io.workerlifecycle.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker that for a while can do less than it should.
 */
@Timeout(60)
class DegradedMessageTests {

	private static final IOException FAILURE = new IOException("no answer");

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final AtomicBoolean ill = new AtomicBoolean(true);

	private final ScriptedMessageWorker worker = new ScriptedMessageWorker((message, context) -> {
		if (this.ill.get()) {
			throw new UncheckedIOException(FAILURE);
		}
	});

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void listedCauseGivesTheSameMessageAtOnceToProcessDegraded() {
		start(INTERVAL, "a");
		this.bench.await(MessageOutcome.DEGRADED, 1);
		assertThat(this.worker.attempts).containsExactly("a", "a");
		assertThat(this.worker.degraded).containsExactly("a");
		assertThat(this.bench.time.waits).isEmpty();
		assertThat(this.bench.snapshot().condition().degraded()).isEqualTo(UncheckedIOException.class.getName());
	}

	@Test
	void degradingFailureNeedsNoRetry() {
		this.bench.retry = MessageBench.retry(0);
		start(INTERVAL, "a");
		this.bench.await(MessageOutcome.DEGRADED, 1);
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isZero();
	}

	@Test
	void nextMessagesAreProcessedDegradedToo() {
		start(INTERVAL, "a", "b", "c");
		this.bench.await(MessageOutcome.DEGRADED, 3);
		assertThat(this.worker.attempts).containsExactly("a", "a", "b", "c");
	}

	@Test
	void otherFailureDoesNotDegrade() {
		this.bench.degradation = new DegradationSettings(Set.of(IllegalStateException.class), INTERVAL);
		this.bench.source(this.channel.with("a")).start(this.worker);
		this.bench.time.awaitWaits(1);
		assertThat(this.bench.snapshot().condition().degraded()).isNull();
	}

	@Test
	void codeMayDegradeByItself() {
		ScriptedMessageWorker own = new ScriptedMessageWorker((message, context) -> context.degrade("no printer"));
		this.bench.source(this.channel.with("a", "b")).start(own);
		this.bench.await(MessageOutcome.DEGRADED, 1);
		assertThat(own.processed).containsExactly("a");
		assertThat(own.degraded).containsExactly("b");
		this.bench.await((snapshot) -> "no printer".equals(snapshot.condition().degraded()));
	}

	@Test
	void probeAfterTheIntervalRestores() {
		start(INTERVAL, "a");
		this.bench.await(MessageOutcome.DEGRADED, 1);
		this.ill.set(false);
		this.bench.time.time.advance(INTERVAL);
		this.channel.with("b", "c");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(this.worker.processed).containsExactly("b", "c");
		this.bench.await((snapshot) -> snapshot.condition().degraded() == null);
	}

	@Test
	void probeThatFailsIsProcessedDegradedAtOnce() {
		start(INTERVAL, "a");
		this.bench.await(MessageOutcome.DEGRADED, 1);
		this.bench.time.time.advance(INTERVAL);
		this.channel.with("b", "c");
		this.bench.await(MessageOutcome.DEGRADED, 3);
		assertThat(this.worker.attempts).containsExactly("a", "a", "b", "b", "c");
		assertThat(this.bench.time.waits).isEmpty();
	}

	@Test
	void probeOfEveryMessageDoesNotTryOneForEver() {
		start(Duration.ZERO, "a", "b");
		this.bench.await(MessageOutcome.DEGRADED, 2);
		assertThat(this.worker.attempts).containsExactly("a", "a", "b", "b");
	}

	@Test
	void probeInWhichTheCodeDegradesAgainDoesNotRestore() {
		ScriptedMessageWorker own = new ScriptedMessageWorker((message, context) -> context.degrade("no printer"));
		this.bench.source(this.channel.with("a")).start(own);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.bench.time.time.advance(INTERVAL);
		this.channel.with("b", "c");
		this.bench.await(MessageOutcome.DEGRADED, 1);
		assertThat(own.degraded).containsExactly("c");
	}

	@Test
	void failureOfDegradedWorkIsTriedAgainWithTheDelaysOfThePolicy() {
		this.worker.degraded((message, context) -> {
			throw new UncheckedIOException(FAILURE);
		});
		start(INTERVAL, "a");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void payloadThatCannotBeReadIsNoReasonToTryItForEver() {
		this.bench.degradation = new DegradationSettings(Set.of(RuntimeException.class), INTERVAL);
		MemoryChannel dead = new MemoryChannel();
		this.bench.deadLetters = dead;
		this.bench.source(this.channel.with(42)).start(this.worker);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(dead.payloads()).containsExactly(42);
	}

	@Test
	void causesInACircleAreNotFollowedForEver() {
		Exception first = new IllegalStateException("first");
		Exception second = new IllegalStateException("second", first);
		first.initCause(second);
		assertThat(new DegradationSettings(Set.of(IOException.class), INTERVAL).include(first)).isFalse();
	}

	private void start(Duration interval, Object... payloads) {
		this.bench.degradation = new DegradationSettings(Set.of(IOException.class), interval);
		this.bench.source(this.channel.with(payloads)).start(this.worker);
	}

}
