package io.workerlifecycle.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.worker.Workers;
import jakarta.jms.Message;

import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.kafka.listener.ListenerContainerRegistry;

/**
 * Auto-configuration for the view of the application's own listener containers, of
 * libraries that are there. It neither makes nor starts any.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WorkerAutoConfiguration.class, WorkerMetricsAutoConfiguration.class },
		before = { WorkerEndpointsAutoConfiguration.class, WorkerHealthAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnBean(Workers.class)
public final class ListenerAutoConfiguration {

	@Bean
	ListenerContainers workerLifecycleListenerContainers(ObjectProvider<ListenerLibrary> libraries, Workers workers,
			ConfigurableApplicationContext context) {
		return new ListenerContainers(libraries.orderedStream().toList(), workers,
				new ContainerBeans(context)::areStarted);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ListenerContainerRegistry.class)
	static final class Kafka {

		@Bean
		KafkaListeners workerLifecycleKafkaListeners(ConfigurableApplicationContext context) {
			return new KafkaListeners(new ContainerBeans(context));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RabbitListenerEndpointRegistry.class)
	static final class Rabbit {

		@Bean
		RabbitListeners workerLifecycleRabbitListeners(ConfigurableApplicationContext context) {
			return new RabbitListeners(new ContainerBeans(context));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ JmsListenerEndpointRegistry.class, Message.class })
	static final class Jms {

		@Bean
		JmsListeners workerLifecycleJmsListeners(ConfigurableApplicationContext context) {
			return new JmsListeners(new ContainerBeans(context));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(WorkerMetrics.class)
	static final class Metrics {

		@Bean
		ListenerMetrics workerLifecycleListenerMetrics(MeterRegistry registry, ListenerContainers containers) {
			return new ListenerMetrics(registry, containers);
		}

	}

}
