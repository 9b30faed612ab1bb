package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;

import static io.workerlifecycle.autoconfigure.message.Channels.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What new properties do to the message workers of an application that runs.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class MessageReloadTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withUserConfiguration(Channels.class)
		.withBean("other", QueueChannel.class)
		.withBean("failing", Failing.class)
		.withPropertyValues("worker-lifecycle.workers.failing.channel=orders",
				"worker-lifecycle.workers.failing.retry.max-retries=0",
				"worker-lifecycle.workers.failing.dead-letter-channel=returns");

	@Test
	void nextMessagesAreHandledAsTheNewPropertiesSay() {
		run((application) -> {
			application.sendAndAwait("a", "returns", 1);
			application.prepare("channel=orders", "retry.max-retries=0", "dead-letter-channel=other").apply();
			application.sendAndAwait("b", "other", 1);
			assertThat(application.waitingIn("returns")).isEqualTo(1);
		});
	}

	@Test
	void nothingChangesBeforeItIsApplied() {
		run((application) -> {
			application.prepare("channel=orders", "retry.max-retries=0", "dead-letter-channel=other");
			application.sendAndAwait("a", "returns", 1);
		});
	}

	@Test
	void settingsOfBeforeHoldWhenItIsUndone() {
		run((application) -> {
			PreparedReload reload = application.prepare("channel=orders", "retry.max-retries=0",
					"dead-letter-channel=other");
			reload.apply();
			reload.undo();
			application.sendAndAwait("a", "returns", 1);
			assertThat(application.waitingIn("other")).isZero();
		});
	}

	@Test
	void annotationCountsWhereAPropertyIsGone() {
		run(this.runner.withBean("annotated", Annotated.class), (application) -> {
			application.prepare("channel=orders", "dead-letter-channel=returns").apply();
			assertThat(application.flow("annotated").channels()).containsExactly("other");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			channel=oders             | takes messages from the channel 'oders', and there is no bean of that name
			dead-letter-channel=faled | sends what it cannot process to the channel 'faled'
			dead-letter-channel=orders | would get it again and again
			transaction-manager=tx    | no PlatformTransactionManager bean of that name
			concurrency=0             | property 'worker-lifecycle.workers.failing.concurrency'
			batch.max-wait=1          | a number without a unit
			degrade-on=java.io.IOExeption | there is no class 'java.io.IOExeption'
			degrade-on=java.io.IOException | does not override processDegraded
			concurrency=many          | worker-lifecycle.workers.failing.concurrency
			""")
	void mistakeIsRefusedWithItsPlaceAndChangesNothing(String setting, String place) {
		run((application) -> {
			assertThatThrownBy(() -> application.prepare("channel=orders", setting)).hasMessageContaining(place);
			application.sendAndAwait("a", "returns", 1);
		});
	}

	@Test
	void workerWithoutAChannelIsRefused() {
		run((application) -> assertThatThrownBy(application::prepare)
			.hasMessageContaining("has no channel to take messages from"));
	}

	@Test
	void workerThatIsRemovedIsNoMatterOfAReloadAndIsShownNoLonger() {
		run((application) -> {
			application.context().getBean(Workers.class).remove("failing");
			await().untilAsserted(() -> assertThat(application.flow("failing")).isNull());
			application.prepare().apply();
			assertThat(application.depth("failing")).isEmpty();
		});
	}

	@Test
	void channelThatIsNamedTwiceIsOne() {
		run((application) -> {
			application.prepare("channel=other,other", "retry.max-retries=0").apply();
			application.restart();
			assertThat(application.flow("failing").channels()).containsExactly("other");
		});
	}

	@Test
	void channelsThatComeAndGoLoseNothing() {
		run((application) -> {
			for (int life = 2; life <= 8; life++) {
				String channel = (life % 2 == 0) ? "other" : "orders";
				application.prepare("channel=" + channel, "retry.max-retries=0", "dead-letter-channel=returns").apply();
				send(application.context(), "orders", "a" + life);
				send(application.context(), "other", "b" + life);
				application.restart(life);
			}
			application.prepare("channel=orders,other", "dead-letter-channel=returns", "retry.max-retries=0").apply();
			application.restart(9);
			await().untilAsserted(() -> assertThat(application.waitingIn("returns")).isEqualTo(14));
		});
	}

	@Test
	void channelsAndConcurrencyStayUntilTheWorkerIsRestartedAndPeopleAreTold(CapturedOutput output) {
		run((application) -> {
			application.prepare("channel=other", "concurrency=2", "retry.max-retries=0", "dead-letter-channel=returns")
				.apply();
			assertThat(output).contains(
					"'channel' of worker 'failing' is [other] now, but [orders] holds until the worker is restarted",
					"'concurrency' of worker 'failing' is 2 now, but 1 holds until the worker is restarted");
			application.sendAndAwait("a", "returns", 1);
			send(application.context(), "other", "b");
			assertThat(application.flow("failing").channels()).containsExactly("orders");
			assertThat(application.depth("failing")).hasValue(0);
			application.restart();
			await().untilAsserted(() -> assertThat(application.waitingIn("returns")).isEqualTo(2));
			assertThat(application.flow("failing").channels()).containsExactly("other");
		});
	}

	@Test
	void whatIsAgainAsItHoldsIsNotTold(CapturedOutput output) {
		run((application) -> {
			application.prepare("channel=orders", "concurrency=2").apply();
			assertThat(output).contains("'concurrency' of worker 'failing' is 2 now, but 1 holds");
			application.prepare("channel=orders", "concurrency=1").apply();
			assertThat(output).doesNotContain("'concurrency' of worker 'failing' is 1 now");
		});
	}

	@Test
	void otherTransactionsStayUntilTheWorkerIsRestartedAndPeopleAreTold(CapturedOutput output) {
		run(this.runner.withBean("tx", MessageAutoConfigurationTests.NoTransactions.class), (application) -> {
			application.prepare("channel=orders", "transaction-manager=tx").apply();
			assertThat(output).contains("'transaction-manager' of worker 'failing' is another one now");
		});
	}

	@Test
	void whatIsTheSameIsNotTold(CapturedOutput output) {
		run((application) -> {
			application.prepare("channel=orders", "poll-timeout=100ms").apply();
			assertThat(output).doesNotContain("holds until the worker is restarted");
		});
	}

	private void run(Consumer<Application> test) {
		run(this.runner, test);
	}

	private static void run(ApplicationContextRunner runner, Consumer<Application> test) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			Application application = new Application(context.getSourceApplicationContext(),
					context.getBean(MessageReload.class));
			application.awaitRunning(1);
			test.accept(application);
		});
	}

	private record Application(ConfigurableApplicationContext context, MessageReload participant) {

		PreparedReload prepare(String... properties) {
			ConfigurableEnvironment next = new StandardEnvironment();
			TestPropertyValues.of(Stream.of(properties).map((each) -> "worker-lifecycle.workers.failing." + each))
				.applyTo(next);
			ConfigurationPropertySources.attach(next);
			return this.participant.prepare(next);
		}

		void sendAndAwait(String payload, String channel, int waiting) {
			send(this.context, "orders", payload);
			await().untilAsserted(() -> assertThat(waitingIn(channel)).isEqualTo(waiting));
		}

		int waitingIn(String channel) {
			return this.context.getBean(channel, QueueChannel.class).getQueueSize();
		}

		MessageFlow flow(String worker) {
			return this.context.getBean(MessageFlows.class).list().get(worker);
		}

		OptionalLong depth(String worker) {
			return this.context.getBean(MessageFlows.class).depth(worker);
		}

		void restart() {
			restart(2);
		}

		void restart(int incarnation) {
			this.context.getBean(Workers.class).restart("failing");
			awaitRunning(incarnation);
		}

		void awaitRunning(int incarnation) {
			await().untilAsserted(() -> assertThat(this.context.getBean(Workers.class).find("failing"))
				.hasValueSatisfying((worker) -> {
					assertThat(worker.state()).isEqualTo(WorkerState.RUNNING);
					assertThat(worker.incarnation()).isEqualTo(incarnation);
				}));
		}

	}

	static class Failing extends Collector {

		@Override
		public void process(Message<String> message, WorkerContext context) throws IOException {
			throw new IOException("no");
		}

	}

	@BackgroundWorker(channel = "other")
	static class Annotated extends Collector {

	}

}
