package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.properties.UnknownPropertyException;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.InvalidWorkerException;
import io.workerlifecycle.worker.WorkerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read when a message worker, or a property of it, is wrong.
 */
@Timeout(60)
class MessageFaultsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withUserConfiguration(Channels.class)
		.withPropertyValues("worker-lifecycle.auto-startup=false");

	private final ApplicationContextRunner collecting = this.runner.withBean("shopOrders", Collector.class)
		.withBean("each", QueueChannel.class, QueueChannel::new, (definition) -> definition.setScope("prototype"));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					channel=                        | has no channel to take messages from | Name one in worker-lifecycle.workers.shop-orders.channel or in @BackgroundWorker(channel = ...). The PollableChannel beans are: each, handover, orders, returns.
					channel=oders                   | takes messages from the channel 'oders', and there is no bean of that name | The PollableChannel beans are: each, handover, orders, returns.
					channel=orders,oders            | takes messages from the channel 'oders' | Name another one in worker-lifecycle.workers.shop-orders.channel
					channel=direct                  | that bean is a org.springframework.integration.channel.DirectChannel, which is no PollableChannel | The PollableChannel beans are: each, handover, orders, returns.
					channel=shopOrders              | which is no PollableChannel | Make it one, such as a QueueChannel
					dead-letter-channel=failed      | sends what it cannot process to the channel 'failed' | worker-lifecycle.workers.shop-orders.dead-letter-channel, or none. The MessageChannel beans are: direct, each, handover, orders, returns.
					dead-letter-channel=shopOrders  | there is no MessageChannel bean of that name | The MessageChannel beans are: direct, each, handover, orders, returns.
					dead-letter-channel=orders      | it would get it again and again | Name another channel in worker-lifecycle.workers.shop-orders.dead-letter-channel.
					transaction-manager=tx          | in transactions of 'tx', and there is no PlatformTransactionManager bean of that name | The transaction managers are: none.
					transaction-manager=orders      | there is no PlatformTransactionManager bean of that name | worker-lifecycle.workers.shop-orders.transaction-manager, or none
					channel=each                    | uses the channel 'each', and that bean is no singleton | Remove the scope of the bean 'each'.
					dead-letter-channel=each        | uses the channel 'each', and that bean is no singleton | Remove the scope of the bean 'each'.
					degrade-on=java.io.IOException  | is degraded by java.io.IOException, but does not override processDegraded | Override processDegraded, or remove degrade-on.
					""")
	void whatIsNamedMustBeThere(String setting, String description, String action) {
		assertRefused(this.collecting, setting, description, action);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					concurrency=0                   | concurrency must be 1 or more, but is 0, by property 'worker-lifecycle.workers.shop-orders.concurrency'
					poll-timeout=0s                 | poll-timeout must be positive
					poll-timeout=10                 | property 'worker-lifecycle.workers.shop-orders.poll-timeout'
					processing-timeout=-1s          | processing-timeout must not be negative
					processing-timeout=soon         | which is no duration. Write it like 10s
					retry.max-retries=-1            | retry.max-retries must not be negative, but is -1, by property 'worker-lifecycle.workers.shop-orders.retry.max-retries'
					retry.delay=-1s                 | retry.delay must not be negative
					retry.delay=1                   | property 'worker-lifecycle.workers.shop-orders.retry.delay'
					retry.multiplier=0.5            | retry.multiplier must be 1 or more, but is 0.5
					retry.max-delay=0s              | retry.max-delay must be positive
					retry.jitter=-1s                | retry.jitter must not be negative
					batch.size=0                    | batch.size must be 1 or more, but is 0
					batch.max-wait=-1s              | batch.max-wait must not be negative
					degrade-probe-interval=-1s      | degrade-probe-interval must not be negative
					degrade-on=java.io.IOExeption   | there is no class 'java.io.IOExeption' for degrade-on, by property 'worker-lifecycle.workers.shop-orders.degrade-on'
					degrade-on=java.lang.String     | is no exception, for degrade-on
					degrade-on[0]=java.lang.String  | by property 'worker-lifecycle.workers.shop-orders.degrade-on[0]'
					retry.includes=Nothing          | there is no class 'Nothing' for retry.includes
					retry.excludes=Nothing          | there is no class 'Nothing' for retry.excludes
					""")
	void valueMustBeInItsRange(String setting, String description) {
		assertRefused(this.collecting, setting, description, "worker-lifecycle.workers.shopOrders");
	}

	@Test
	void numberMustBeOne() {
		configured(this.collecting, "concurrency=many").run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("worker-lifecycle.workers.shop-orders.concurrency"));
	}

	@Test
	void unknownKeyIsToldWithAllKeysThereAre() {
		configured(this.collecting, "dead-letters=returns")
			.run((context) -> assertThat(unknown(context.getStartupFailure())).hasMessageContaining("unknown key")
				.extracting((failure) -> failure.analysis().getAction())
				.asString()
				.contains("dead-letter-channel, degrade-on", "stop-timeout"));
	}

	@ParameterizedTest
	@CsvSource({ "channel", "retry.delay", "transaction-manager" })
	void keyOfMessageWorkersIsOfNoUseToOthers(String key) {
		this.runner.withBean("loop", LoopWorker.class)
			.withPropertyValues("worker-lifecycle.workers.loop." + key + "=orders")
			.run((context) -> assertThat(unknown(context.getStartupFailure())).hasMessageContaining(
					"has an unknown key: '" + key + "'. Only a message worker has it, and 'loop' is none."));
	}

	@Test
	void defaultsOfMessageWorkersAreNoMistakeWithoutAny() {
		this.runner.withBean("loop", LoopWorker.class)
			.withPropertyValues("worker-lifecycle.worker-defaults.channel=orders")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void annotationOfAWorkerThatIsNoMessageWorkerNamesNoChannel() {
		assertRefused(this.runner.withBean("loop", AnnotatedLoop.class),
				"is no message worker, but its @BackgroundWorker has channel, concurrency.",
				"Implement MessageWorker or BatchWorker instead of Worker, or remove that.");
	}

	@Test
	void workerHasOneForm() {
		assertRefused(this.runner.withBean("shopOrders", BothForms.class),
				"implements MessageWorker and BatchWorker, so it is not clear how it works", "Implement one of them");
		assertRefused(this.runner.withBean("shopOrders", WorkerToo.class),
				"implements MessageWorker and Worker, so it is not clear how it works", "Implement one of them");
	}

	@Test
	void channelThatHandsOverMayBeTakenFromInTransactions() {
		ApplicationContextRunner one = this.collecting.withBean("tx",
				MessageAutoConfigurationTests.NoTransactions.class);
		configured(one, "channel=handover", "transaction-manager=tx")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void workerThatCanDegradeMayBeDegraded() {
		configured(this.runner.withBean("shopOrders", Degrading.class), "degrade-on=java.io.IOException")
			.run((context) -> assertThat(context).hasNotFailed());
		configured(this.runner.withBean("shopOrders", DegradingBatches.class), "degrade-on=java.io.IOException")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertRefused(ApplicationContextRunner runner, String setting, String description,
			String action) {
		assertRefused(configured(runner, setting), description, action);
	}

	private static void assertRefused(ApplicationContextRunner runner, String description, String action) {
		runner.run((context) -> {
			InvalidWorkerException fault = find(context.getStartupFailure(), InvalidWorkerException.class);
			assertThat(fault).hasMessageContaining(description);
			assertThat(fault.getAction()).contains(action);
		});
	}

	private static ApplicationContextRunner configured(ApplicationContextRunner runner, String... settings) {
		return runner.withPropertyValues("worker-lifecycle.worker-defaults.channel=orders")
			.withPropertyValues(Stream.of(settings)
				.map((setting) -> "worker-lifecycle.workers.shop-orders." + setting)
				.toArray(String[]::new));
	}

	private static UnknownPropertyException unknown(Throwable failure) {
		return find(failure, UnknownPropertyException.class);
	}

	private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
		return Stream.iterate(failure, (each) -> each != null, Throwable::getCause)
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + type.getSimpleName(), failure));
	}

	@BackgroundWorker(channel = "orders", concurrency = 2)
	static class AnnotatedLoop extends LoopWorker {

	}

	static class BothForms extends Collector implements BatchWorker<String> {

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) {
		}

	}

	static class WorkerToo extends LoopWorker implements MessageWorker<String> {

		@Override
		public void process(Message<String> message, WorkerContext context) {
		}

	}

	static class Degrading extends Collector {

		@Override
		public void processDegraded(Message<String> message, WorkerContext context) {
		}

	}

	static class DegradingBatches implements BatchWorker<String> {

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) {
		}

		@Override
		public void processDegraded(List<Message<String>> messages, WorkerContext context) {
		}

	}

}
