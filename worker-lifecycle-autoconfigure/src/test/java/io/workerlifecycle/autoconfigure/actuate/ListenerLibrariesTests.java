package io.workerlifecycle.autoconfigure.actuate;

import java.lang.reflect.Proxy;
import java.util.Map;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerState;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.AsyncConsumerStartedEvent;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ListenerContainerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real containers of each library, found by its registry and among the beans. None is
 * started: there is no broker.
 */
@Timeout(60)
class ListenerLibrariesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				ListenerAutoConfiguration.class, LifecycleAutoConfiguration.class));

	@Test
	void kafkaListenersAreFoundByTheirIdAndAsBeans() {
		this.runner.withUserConfiguration(Kafka.class)
			.run((context) -> assertStopped(context, "kafka-listener", "kafkaOrders", "kafkaBean"));
	}

	@Test
	void kafkaListenerCanBePaused() {
		this.runner.withUserConfiguration(Kafka.class).run((context) -> {
			context.getBean(ListenerContainerRegistry.class).getListenerContainer("kafkaOrders").pause();
			assertThat(it(context, "kafkaOrders").paused()).isTrue();
			assertThat(it(context, "kafkaOrders").container().actions()).contains(WorkerAction.PAUSE);
		});
	}

	@Test
	void rabbitListenersAreFoundByTheirIdAndAsBeans() {
		this.runner.withUserConfiguration(Rabbit.class).run((context) -> {
			assertStopped(context, "rabbit-listener", "rabbitOrders", "rabbitBean");
			assertThat(it(context, "rabbitBean").container().actions()).doesNotContain(WorkerAction.PAUSE);
		});
	}

	@Test
	void rabbitListenerThatStoppedByItselfHasFailedUntilItsConsumerStarts() {
		this.runner.withUserConfiguration(Rabbit.class).run((context) -> {
			Object container = context.getBean(RabbitListenerEndpointRegistry.class)
				.getListenerContainer("rabbitOrders");
			context.publishEvent(new ListenerContainerConsumerFailedEvent(container, "no queue", null, false));
			assertThat(it(context, "rabbitOrders").failed()).isFalse();
			context.publishEvent(new ListenerContainerConsumerFailedEvent(container, "no queue", null, true));
			assertThat(it(context, "rabbitOrders").failed()).isTrue();
			assertThat(it(context, "rabbitOrders").desired()).isEqualTo(DesiredState.RUNNING);
			context.publishEvent(new AsyncConsumerStartedEvent(container, "consumer"));
			assertThat(it(context, "rabbitOrders").failed()).isFalse();
		});
	}

	@Test
	void jmsListenersAreFoundByTheirIdAndAsBeans() {
		this.runner.withUserConfiguration(Jms.class).run((context) -> {
			assertStopped(context, "jms-listener", "jmsOrders", "jmsBean");
			assertThat(it(context, "jmsBean").container().actions()).doesNotContain(WorkerAction.PAUSE);
		});
	}

	@Test
	void jmsListenerThatStartsByItselfShouldRun() {
		this.runner.withUserConfiguration(Jms.class).run((context) -> {
			var container = (DefaultMessageListenerContainer) context.getBean(JmsListenerEndpointRegistry.class)
				.getListenerContainer("jmsOrders");
			container.setAutoStartup(true);
			assertThat(it(context, "jmsOrders").failed()).isTrue();
		});
	}

	@Test
	void withoutTheirLibrariesThereAreNone() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka", "org.springframework.amqp",
					"org.springframework.jms", "jakarta.jms"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(ListenerLibrary.class);
				assertThat(context.getBean(ListenerContainers.class).list()).isEmpty();
			});
	}

	@Test
	void switchedOffThereAreNone() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ListenerLibrary.class));
	}

	private static void assertStopped(AssertableApplicationContext context, String kind, String... names) {
		assertThat(context.getBean(ListenerContainers.class).list()).extracting(ListenerSnapshot::name)
			.containsExactly(names);
		assertThat(context.getBean(ListenerContainers.class).list()).allSatisfy((listener) -> {
			assertThat(listener.container().kind()).isEqualTo(kind);
			assertThat(listener.state()).isEqualTo(WorkerState.STOPPED);
			assertThat(listener.failed()).isFalse();
		});
	}

	private static ListenerSnapshot it(AssertableApplicationContext context, String name) {
		ListenerSnapshot found = context.getBean(ListenerContainers.class).find(name);
		assertThat(found).isNotNull();
		return found;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	static class Kafka {

		private final DefaultKafkaConsumerFactory<String, String> consumers = new DefaultKafkaConsumerFactory<>(
				Map.of("bootstrap.servers", "localhost:1", "group.id", "test"));

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
			ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(this.consumers);
			return factory;
		}

		@Bean
		ConcurrentMessageListenerContainer<String, String> kafkaBean() {
			ContainerProperties properties = new ContainerProperties("orders");
			ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(
					this.consumers, properties);
			container.setAutoStartup(false);
			return container;
		}

		@KafkaListener(id = "kafkaOrders", topics = "orders", autoStartup = "false")
		void onOrder(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableRabbit
	static class Rabbit {

		private final CachingConnectionFactory connections = new CachingConnectionFactory("localhost", 1);

		@Bean
		SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory() {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(this.connections);
			return factory;
		}

		@Bean
		SimpleMessageListenerContainer rabbitBean() {
			SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(this.connections);
			container.setAutoStartup(false);
			return container;
		}

		@RabbitListener(id = "rabbitOrders", queues = "orders", autoStartup = "false")
		void onOrder(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJms
	static class Jms {

		private final ConnectionFactory connections = (ConnectionFactory) Proxy.newProxyInstance(
				Jms.class.getClassLoader(), new Class<?>[] { ConnectionFactory.class }, (proxy, method, arguments) -> {
					throw new JMSException("there is no broker");
				});

		@Bean
		DefaultJmsListenerContainerFactory jmsListenerContainerFactory() {
			DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
			factory.setConnectionFactory(this.connections);
			factory.setAutoStartup(false);
			return factory;
		}

		@Bean
		DefaultMessageListenerContainer jmsBean() {
			DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
			container.setConnectionFactory(this.connections);
			container.setDestinationName("orders");
			container.setAutoStartup(false);
			return container;
		}

		@JmsListener(id = "jmsOrders", destination = "orders")
		void onOrder(String order) {
		}

	}

}
