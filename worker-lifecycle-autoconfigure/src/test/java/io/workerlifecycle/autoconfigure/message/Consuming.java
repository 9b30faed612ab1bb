package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;

/**
 * An application that consumes messages of a broker.
 */
final class Consuming {

	private static final String WORKER = "worker-lifecycle.workers.orderReader.";

	private Consuming() {
	}

	static ApplicationContextRunner runner(NotingWorker worker, Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
					WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class))
			.withBean("orderReader", NotingWorker.class, () -> worker)
			.withPropertyValues(WORKER + "channel=orders", WORKER + "concurrency=2", WORKER + "poll-timeout=50ms",
					WORKER + "retry.max-retries=1", WORKER + "retry.delay=1ms")
			.withUserConfiguration(configurations);
	}

	/** Sends what the worker could not process to a channel of this name. */
	static String deadLetterChannel(String channel) {
		return WORKER + "dead-letter-channel=" + channel;
	}

	/** Takes messages in the transactions of the bean of this name. */
	static String transactionManager(String bean) {
		return WORKER + "transaction-manager=" + bean;
	}

	static List<String> payloads(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "order-" + i).toList();
	}

}
