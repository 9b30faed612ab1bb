package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How message workers reach an application.
 */
@Timeout(60)
class MessageAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withUserConfiguration(Channels.class);

	@Test
	void messageWorkerProcessesWhatIsInItsChannel() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a", "b");
				awaitTaken(context.getBean(Collector.class), "a", "b");
				assertThat(context.getBean(Workers.class).list()).extracting(WorkerSnapshot::name)
					.containsExactly("collector");
			});
	}

	@Test
	void batchWorkerProcessesWhatIsInItsChannel() {
		this.runner.withBean("collector", BatchCollector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.batch.size=2")
			.run((context) -> {
				send(context, "orders", "a", "b");
				BatchCollector collector = context.getBean(BatchCollector.class);
				await().untilAsserted(() -> assertThat(collector.taken).containsExactly(List.of("a", "b")));
			});
	}

	@Test
	void flowTellsWhatBecameOfTheMessages() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a", "b");
				MessageFlows flows = context.getBean(MessageFlows.class);
				await().untilAsserted(
						() -> assertThat(flows.list().get("collector").handled(MessageOutcome.SUCCESS)).isEqualTo(2));
				assertThat(flows.depth("collector")).hasValue(0);
				assertThat(flows.depth("other")).isEmpty();
			});
	}

	@Test
	void withoutTheLibraryOfMessagesThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(PollableChannel.class))
			.run((context) -> assertThat(context).doesNotHaveBean(MessageFlows.class).hasSingleBean(Workers.class));
	}

	@Test
	void starterThatIsDisabledHasNoMessageWorkers() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MessageFlows.class));
	}

	static void send(ApplicationContext context, String channel, Object... payloads) {
		for (Object payload : payloads) {
			context.getBean(channel, MessageChannel.class).send(new GenericMessage<>(payload));
		}
	}

	private static void awaitTaken(Collector collector, String... payloads) {
		await().untilAsserted(() -> assertThat(collector.taken).containsExactly(payloads));
	}

	static class Collector implements MessageWorker<String> {

		final Queue<String> taken = new ConcurrentLinkedQueue<>();

		@Override
		public void process(Message<String> message, WorkerContext context) {
			this.taken.add(message.getPayload());
		}

	}

	static class BatchCollector implements BatchWorker<String> {

		final Queue<List<String>> taken = new ConcurrentLinkedQueue<>();

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) {
			this.taken.add(messages.stream().map(Message::getPayload).toList());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Channels {

		@Bean
		QueueChannel orders() {
			return new QueueChannel();
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel();
		}

	}

}
