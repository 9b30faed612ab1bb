package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.function.Consumer;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What message workers write into the log of messages that quote themselves in every
 * exception.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class MessageLogTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withBean("orders", QueueChannel.class)
		.withBean("dead", QueueChannel.class)
		.withBean("broken", QueueChannel.class, Broken::new)
		.withPropertyValues("worker-lifecycle.worker-defaults.channel=orders",
				"worker-lifecycle.worker-defaults.retry.max-retries=1",
				"worker-lifecycle.worker-defaults.retry.delay=1ms");

	@Test
	void attemptsAndDeadLettersAreToldWithoutThePayload(CapturedOutput output) {
		run(this.runner.withBean("w", Failing.class), "dead-letter-channel=dead", (context) -> {
			context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("secret"));
			await().until(() -> output.getOut().contains("it went to dead-letter channel dead"));
			assertThat(output).contains("attempt 1;", MessageDeliveryException.class.getName() + ": no room")
				.doesNotContain("secret");
		});
	}

	@Test
	void deadLetterThatCannotBeSentIsToldWithoutThePayload(CapturedOutput output) {
		run(this.runner.withBean("w", Failing.class), "dead-letter-channel=broken", (context) -> {
			context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("secret"));
			await().until(() -> output.getOut().contains("to where it belongs"));
			assertThat(output).contains("is broken").doesNotContain("secret");
		});
	}

	@Test
	void channelThatDoesNotTakeAMessageBackIsToldWithoutThePayload(CapturedOutput output) {
		run(this.runner.withBean("w", Failing.class), "channel=broken", (context) -> {
			context.getBean("broken", Broken.class).put("secret");
			await().until(() -> output.getOut().contains("does not take back"));
			assertThat(output).contains("is broken").doesNotContain("secret");
		});
	}

	@Test
	void messageOfARemovedWorkerThatFindsNoRoomIsNamedWithoutThePayload(CapturedOutput output) {
		Message<String> secret = new GenericMessage<>("secret");
		this.runner.withBean("full", QueueChannel.class, () -> new QueueChannel(1))
			.withBean("w", Failing.class)
			.withPropertyValues("worker-lifecycle.workers.w.channel=full", "worker-lifecycle.workers.w.retry.delay=1h")
			.run((context) -> {
				QueueChannel full = context.getBean("full", QueueChannel.class);
				full.send(secret);
				await().until(() -> output.getOut().contains("attempt 1;"));
				full.send(new GenericMessage<>("another"), 0);
				context.getBean(Workers.class).remove("w");
				await()
					.until(() -> output.getOut().contains("Worker 'w' was removed, and there was no room in 'full'"));
				assertThat(output).contains("lost are " + secret.getHeaders().getId()).doesNotContain("secret");
			});
	}

	@Test
	void batchThatFailsIsToldWithoutThePayload(CapturedOutput output) {
		this.runner.withBean("w", FailingBatches.class)
			.withPropertyValues("worker-lifecycle.workers.w.batch.size=2",
					"worker-lifecycle.workers.w.batch.max-wait=1m")
			.run((context) -> {
				context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("secret"));
				context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("other"));
				await().until(() -> output.getOut().contains("could not process a batch of 2"));
				assertThat(output).doesNotContain("secret");
			});
	}

	private static void run(ApplicationContextRunner runner, String setting, Consumer<ApplicationContext> test) {
		runner.withPropertyValues("worker-lifecycle.workers.w." + setting).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private static MessageDeliveryException failure(Message<?> message) {
		return new MessageDeliveryException(message, "no room", new IllegalStateException("for " + message));
	}

	/** Nothing can be sent to it; what is put into it can be taken. */
	static final class Broken extends QueueChannel {

		private volatile boolean works;

		void put(String payload) {
			this.works = true;
			send(new GenericMessage<>(payload));
			this.works = false;
		}

		@Override
		protected boolean doSend(Message<?> message, long timeout) {
			if (!this.works) {
				throw new MessageDeliveryException(message, "is broken");
			}
			return super.doSend(message, timeout);
		}

	}

	static class Failing extends Collector {

		@Override
		public void process(Message<String> message, WorkerContext context) {
			throw failure(message);
		}

	}

	static class FailingBatches implements BatchWorker<String> {

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) {
			throw failure(messages.get(0));
		}

	}

}
