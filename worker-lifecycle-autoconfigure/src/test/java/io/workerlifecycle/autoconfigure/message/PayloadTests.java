package io.workerlifecycle.autoconfigure.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;

import static io.workerlifecycle.autoconfigure.message.Channels.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What message workers get of the payloads in their channels.
 */
@Timeout(60)
class PayloadTests {

	private static final String JSON = "{\"id\": 7}";

	private final Queue<Object> taken = new ConcurrentLinkedQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withUserConfiguration(Channels.class)
		.withBean("taken", Queue.class, () -> this.taken)
		.withPropertyValues("worker-lifecycle.worker-defaults.channel=orders",
				"worker-lifecycle.worker-defaults.retry.max-retries=0",
				"worker-lifecycle.worker-defaults.dead-letter-channel=returns");

	@Test
	void classSaysWhatItTakes() {
		assertTaken(this.runner.withBean("worker", OrderWorker.class, () -> new OrderWorker(this.taken)), JSON,
				new Order(7));
	}

	@ParameterizedTest
	@ValueSource(classes = { Lambda.class, Factory.class })
	void declarationSaysWhatALambdaTakes(Class<?> configuration) {
		assertTaken(this.runner.withUserConfiguration(configuration), JSON, new Order(7));
	}

	@Test
	void workerThatDoesNotSayWhatItTakesGetsAllAsItComes() {
		assertTaken(this.runner.withUserConfiguration(Raw.class), JSON, JSON);
	}

	@ParameterizedTest
	@ValueSource(classes = { ListsLambda.class, ListsClass.class, ListsBatches.class })
	void jsonIsReadIntoTheWholeType(Class<?> configuration) {
		assertTaken(this.runner.withUserConfiguration(configuration), "[" + JSON + "]", List.of(new Order(7)));
	}

	@Test
	void typeInATypeIsReadToo() {
		assertTaken(this.runner.withUserConfiguration(Maps.class), "{\"a\": [" + JSON + "]}",
				Map.of("a", List.of(new Order(7))));
	}

	@Test
	void typeThatIsNotKnownIsReadAsItMayBe() {
		assertTaken(this.runner.withUserConfiguration(Wild.class), "[" + JSON + "]", List.of(Map.of("id", 7)));
	}

	@Test
	void payloadOfTheRightTypeIsHandedOverAsItIs() {
		Order order = new Order(7);
		ApplicationContextRunner orders = this.runner.withUserConfiguration(Lambda.class);
		assertTaken(orders, order, (payload) -> assertThat(payload).isSameAs(order));
	}

	@Test
	void jsonMayBeInBytes() {
		assertTaken(this.runner.withUserConfiguration(Lambda.class), JSON.getBytes(StandardCharsets.UTF_8),
				new Order(7));
	}

	@Test
	void textIsReadFromBytes() {
		assertTaken(this.runner.withUserConfiguration(Texts.class), "ä".getBytes(StandardCharsets.UTF_8), "ä");
	}

	@ParameterizedTest
	@CsvSource({ "tools.jackson.databind.json", "none" })
	void numberIsReadFromText(String missingPackage) {
		assertTaken(this.runner.withClassLoader(new FilteredClassLoader(missingPackage))
			.withUserConfiguration(Numbers.class), "42", 42);
	}

	@Test
	void payloadThatCannotBeReadIsADeadLetter() {
		this.runner.withUserConfiguration(Lambda.class).run((context) -> {
			send(context, "orders", "no order");
			await().untilAsserted(
					() -> assertThat(context.getBean("returns", QueueChannel.class).getQueueSize()).isEqualTo(1));
		});
	}

	@Test
	void converterOfTheApplicationIsUsed() {
		assertTaken(this.runner.withBean(EveryOrder.class).withUserConfiguration(Lambda.class), "no order",
				new Order(1));
	}

	@Test
	void converterOfTheApplicationIsUsedBesideThatOfSpringIntegration() {
		assertTaken(this.runner.withBean(EveryOrder.class).withUserConfiguration(Lambda.class, Integration.class),
				"no order", new Order(1));
	}

	@Test
	void primaryConverterIsUsedAmongSeveral() {
		assertTaken(this.runner.withBean("some", StringMessageConverter.class)
			.withBean("own", EveryOrder.class, EveryOrder::new, (definition) -> definition.setPrimary(true))
			.withUserConfiguration(Lambda.class), "no order", new Order(1));
	}

	@Test
	void springIntegrationDoesNotChangeWhatIsRead() {
		assertTaken(this.runner.withUserConfiguration(Lambda.class, Integration.class), JSON, new Order(7));
	}

	private void assertTaken(ApplicationContextRunner application, Object sent, Object expected) {
		assertTaken(application, sent, (payload) -> assertThat(payload).isEqualTo(expected));
	}

	private void assertTaken(ApplicationContextRunner application, Object sent, Consumer<Object> expectation) {
		application.run((context) -> {
			send(context, "orders", sent);
			await().untilAsserted(() -> assertThat(this.taken).singleElement().satisfies(expectation));
		});
	}

	record Order(int id) {

	}

	record OrderWorker(Queue<Object> taken) implements MessageWorker<Order> {

		@Override
		public void process(Message<Order> message, WorkerContext context) {
			this.taken.add(message.getPayload());
		}

	}

	abstract static class ListWorker<X> implements MessageWorker<List<X>> {

		private final Queue<Object> taken;

		ListWorker(Queue<Object> taken) {
			this.taken = taken;
		}

		@Override
		public void process(Message<List<X>> message, WorkerContext context) {
			this.taken.add(message.getPayload());
		}

	}

	static final class OrdersWorker extends ListWorker<Order> {

		OrdersWorker(Queue<Object> taken) {
			super(taken);
		}

	}

	static final class EveryOrder implements MessageConverter {

		@Override
		public Object fromMessage(Message<?> message, Class<?> targetClass) {
			return new Order(1);
		}

		@Override
		public Message<?> toMessage(Object payload, MessageHeaders headers) {
			throw new UnsupportedOperationException();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		MessageWorker<Order> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		FactoryBean<MessageWorker<Order>> worker(Queue<Object> taken) {
			return new FactoryBean<>() {
				@Override
				public MessageWorker<Order> getObject() {
					return (message, context) -> taken.add(message.getPayload());
				}

				@Override
				public Class<?> getObjectType() {
					return MessageWorker.class;
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListsLambda {

		@Bean
		MessageWorker<List<Order>> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListsClass {

		@Bean
		WorkerHooks worker(Queue<Object> taken) {
			return new OrdersWorker(taken);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListsBatches {

		@Bean
		BatchWorker<List<? extends Order>> worker(Queue<Object> taken) {
			return (messages, context) -> messages.forEach((message) -> taken.add(message.getPayload()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Maps {

		@Bean
		MessageWorker<Map<String, List<Order>>> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wild {

		@Bean
		MessageWorker<List<?>> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Raw {

		@Bean
		MessageWorker<?> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Texts {

		@Bean
		MessageWorker<String> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Numbers {

		@Bean
		MessageWorker<Integer> worker(Queue<Object> taken) {
			return (message, context) -> taken.add(message.getPayload());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

}
