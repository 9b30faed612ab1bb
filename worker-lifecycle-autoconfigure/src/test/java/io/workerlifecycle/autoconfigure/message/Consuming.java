package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.transaction.PlatformTransactionManager;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchSettings;
import io.workerlifecycle.message.DegradationSettings;
import io.workerlifecycle.message.MessageLoop;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageResources;
import io.workerlifecycle.message.MessageRetry;
import io.workerlifecycle.message.MessageSettings;
import io.workerlifecycle.message.MessageSource;
import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerHooks;

/**
 * An application that consumes messages of a broker, as users write it.
 */
final class Consuming {

	private Consuming() {
	}

	static ApplicationContextRunner runner(WorkerHooks worker, Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
					LifecycleAutoConfiguration.class))
			.withUserConfiguration(ByHand.class)
			.withBean(Work.class, () -> new Work(worker))
			.withUserConfiguration(configurations);
	}

	static List<String> payloads(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "order-" + i).toList();
	}

	record Work(WorkerHooks worker) {

	}

	@Configuration(proxyBeanMethods = false)
	static class ByHand {

		@Bean
		MessageLoop orderReader(Work work, PollableChannel orders,
				ObjectProvider<PlatformTransactionManager> transactions, ObjectProvider<MessageChannel> channels,
				TimeSource time) {
			MessageChannel deadLetters = channels.stream()
				.filter((channel) -> channel != orders)
				.findFirst()
				.orElse(null);
			MessageRetry retry = new MessageRetry(
					new RetrySettings(1, Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO), Set.of(),
					Set.of());
			MessageSettings settings = new MessageSettings(List.of("orders"), 2, Duration.ofMillis(50), Duration.ZERO,
					retry, new DegradationSettings(Set.of(), Duration.ofSeconds(1)),
					(deadLetters != null) ? "deadLetters" : null, new BatchSettings(4, Duration.ofMillis(200)));
			return new MessageLoop(work.worker(), String.class,
					new MessagePlan(settings,
							List.of(new MessageSource("orders", orders, transactions.getIfAvailable())), deadLetters),
					new MessageResources(time, Thread::new, new SimpleMessageConverter()), MessageObserver.NONE);
		}

	}

}
