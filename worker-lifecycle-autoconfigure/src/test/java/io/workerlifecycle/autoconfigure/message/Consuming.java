package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * An application that consumes messages of a broker.
 */
final class Consuming {

	private static final String WORKER = "worker-lifecycle.workers.orderReader.";

	/** Takes messages in the transactions of the bean of that name. */
	static final String IN_TRANSACTIONS = WORKER + "transaction-manager=transactions";

	/** For a channel that asks its broker each time, which may need longer to answer. */
	static final String PATIENTLY = WORKER + "poll-timeout=2s";

	private static final List<String> SETTINGS = List.of(WORKER + "channel=orders", WORKER + "concurrency=2",
			WORKER + "retry.max-retries=1", WORKER + "retry.delay=1ms");

	private Consuming() {
	}

	static ApplicationContextRunner runner(NotingWorker worker, Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
					WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class))
			.withBean("orderReader", NotingWorker.class, () -> worker)
			.withPropertyValues(SETTINGS.toArray(String[]::new))
			.withPropertyValues(WORKER + "poll-timeout=50ms")
			.withUserConfiguration(configurations);
	}

	/** The same as arguments of a program. */
	static String[] arguments() {
		return SETTINGS.stream().map("--"::concat).toArray(String[]::new);
	}

	/** Sends what the worker could not process to a channel of this name. */
	static String deadLetterChannel(String channel) {
		return WORKER + "dead-letter-channel=" + channel;
	}

	/** Waits as long as a busy machine may need. */
	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

	static List<String> payloads(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "order-" + i).toList();
	}

}
