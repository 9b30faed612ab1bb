package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.autoconfigure.process.ApplicationLogContext;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerThreads;
import io.workerlifecycle.message.MessageResources;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.PollableChannel;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that turns {@link io.workerlifecycle.message.MessageWorker} and
 * {@link io.workerlifecycle.message.BatchWorker} beans into workers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class, before = WorkerAutoConfiguration.class)
@ConditionalOnClass(PollableChannel.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class MessageAutoConfiguration {

	/** The converter is looked for late: it is a bean of the application. */
	@Bean
	MessageWorkers workerLifecycleMessageWorkers(ConfigurableApplicationContext context, TimeSource time) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		MessageSettingsSource settings = new MessageSettingsSource(context.getEnvironment(),
				beans.getBeanClassLoader());
		SingletonSupplier<MessageResources> resources = SingletonSupplier
			.of(() -> new MessageResources(time, WorkerThreads.of(context.getEnvironment()),
					new PayloadConverter(beans).choose(), ApplicationLogContext.of(context)));
		return new MessageWorkers(new MessagePlanner(beans, settings), new MessageLoops(beans, resources::obtain));
	}

	@Bean
	DeadLetterBoxes workerLifecycleDeadLetters(MessageWorkers workers) {
		return new DeadLetterBoxes(workers);
	}

	@Bean
	MessageReload workerLifecycleMessageReload(MessageWorkers workers) {
		return new MessageReload(workers);
	}

	@Bean
	MessageStartNotes workerLifecycleMessageStartNotes(MessageWorkers workers) {
		return new MessageStartNotes(workers);
	}

}
