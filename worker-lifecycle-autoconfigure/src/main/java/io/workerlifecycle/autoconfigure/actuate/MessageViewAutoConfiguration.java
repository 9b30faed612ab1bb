package io.workerlifecycle.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.workerlifecycle.autoconfigure.message.DeadLetters;
import io.workerlifecycle.autoconfigure.message.MessageFlows;
import io.workerlifecycle.autoconfigure.message.MessageObserverFactory;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.PollableChannel;

/**
 * Auto-configuration for the metrics and traces of messages.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WorkerMetricsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnClass(PollableChannel.class)
public final class MessageViewAutoConfiguration {

	/** With meters there is one observer for both. */
	@Bean
	@ConditionalOnBean(MessageTracing.class)
	@ConditionalOnMissingBean(name = "workerLifecycleMessageMetrics")
	MessageObserverFactory workerLifecycleMessageTraces(MessageTracing tracing) {
		return tracing::observer;
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(WorkerMetrics.class)
	static final class Metrics {

		@Bean
		MessageMetrics workerLifecycleMessageMetrics(MeterRegistry registry, ObjectProvider<MessageFlows> flows,
				ObjectProvider<MessageTracing> tracing) {
			return new MessageMetrics(registry, new FlowLookup(flows), tracing.getIfAvailable());
		}

		@Bean
		MessageSourceWatch workerLifecycleMessageSourceWatch(MessageMetrics metrics, ObjectProvider<MessageFlows> flows,
				BeanFactory beans) {
			return new MessageSourceWatch(metrics, new FlowLookup(flows), beans);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	@ConditionalOnBean(DeadLetters.class)
	static final class Letters {

		@Bean
		@ConditionalOnAvailableEndpoint
		DeadLettersEndpoint workerLifecycleDeadLettersEndpoint(DeadLetters letters, TimeSource time,
				ApplicationEventPublisher publisher) {
			return new DeadLettersEndpoint(letters, new CommandAudit(publisher, time));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ObservationRegistry.class, Tracer.class })
	static final class Traces {

		@Bean
		MessageTracing workerLifecycleMessageTracing(ObjectProvider<Tracer> tracer,
				ObjectProvider<ObservationRegistry> registry) {
			return new MessageTracing(tracer, registry);
		}

	}

}
