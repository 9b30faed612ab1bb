package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.reload.ReloadParticipant;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.awaitility.Awaitility;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What new properties do to the workers of an application that runs.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WorkerReloadTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class))
		.withUserConfiguration(Loops.class)
		.withPropertyValues("worker-lifecycle.workers.orders.stop-timeout=3s",
				"worker-lifecycle.worker-defaults.stall-timeout=1h");

	@Test
	void newPropertiesReachTheWorkersThatRun() {
		run((application) -> {
			application
				.prepare("worker-defaults.stall-timeout=2h", "workers.orders.restart.policy=never",
						"workers.orders.critical=true")
				.apply();
			WorkerSettings orders = application.worker("orders").settings();
			assertThat(orders.restart().policy()).isEqualTo(RestartPolicy.NEVER);
			assertThat(orders.critical()).isTrue();
			assertThat(orders.stall().timeout()).isEqualTo(Duration.ofHours(2));
			assertThat(application.worker("mailer").settings().stall().timeout()).isEqualTo(Duration.ofHours(2));
			assertThat(application.worker("orders").incarnation()).isEqualTo(1);
		});
	}

	@Test
	void annotationCountsWhereAPropertyIsGone() {
		run((application) -> {
			assertThat(application.worker("orders").settings().stopTimeout()).isEqualTo(Duration.ofSeconds(3));
			application.prepare("orders.stop=21s").apply();
			assertThat(application.worker("orders").settings().stopTimeout()).isEqualTo(Duration.ofSeconds(21));
			assertThat(application.worker("orders").settings().stall().enabled()).isFalse();
		});
	}

	@Test
	void nothingChangesBeforeItIsApplied() {
		run((application) -> {
			WorkerSettings before = application.worker("orders").settings();
			application.prepare("workers.orders.enabled=false", "workers.orders.critical=true");
			assertThat(application.worker("orders").settings()).isSameAs(before);
		});
	}

	@Test
	void settingsOfBeforeHoldWhenItIsUndone() {
		run((application) -> {
			WorkerSettings before = application.worker("orders").settings();
			PreparedReload reload = application.prepare("workers.orders.critical=true");
			reload.apply();
			reload.undo();
			assertThat(application.worker("orders").settings()).isEqualTo(before);
			assertThat(application.worker("orders").incarnation()).isEqualTo(1);
		});
	}

	@Test
	void workerIsDisabledAndEnabledAgain() {
		run((application) -> {
			PreparedReload reload = application.prepare("workers.orders.enabled=false");
			reload.apply();
			assertThat(application.await("orders", WorkerState.STOPPED).desired()).isEqualTo(DesiredState.STOPPED);
			reload.undo();
			assertThat(application.await("orders", WorkerState.RUNNING).incarnation()).isEqualTo(2);
		});
	}

	@Test
	void workerThatPeopleHaveStoppedStaysSoWhenItIsUndone() {
		run((application) -> {
			application.workers.stop("orders");
			application.await("orders", WorkerState.STOPPED);
			PreparedReload reload = application.prepare("workers.orders.enabled=false");
			reload.apply();
			reload.undo();
			assertThat(application.worker("orders").state()).isEqualTo(WorkerState.STOPPED);
			assertThat(application.worker("orders").settings().enabled()).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					workers.orders.stop-timeout=10           | a number without a unit. Write
					workers.orders.restart.jitter=2          | property 'worker-lifecycle.workers.orders.restart.jitter'
					workers.orders.phase=early               | worker-lifecycle.workers.orders.phase
					worker-defaults.recovery.pause=0s        | property 'worker-lifecycle.worker-defaults.recovery.pause'
					workers.oders.stop-timeout=10s           | is for 'oders', which is not among the workers
					workers.orders.stop-time=10s             | has an unknown key: 'stop-time'
					workers.orders.after=nobody              | starts after 'nobody', and there is no such worker
					workers.orders.after=orders              | in a circle: orders -> orders
					orders.stop=later                        | @BackgroundWorker(stopTimeout = "${worker-lifecycle.orders.stop:20s}")
					""")
	void mistakeIsRefusedWithItsPlaceAndChangesNothing(String setting, String place) {
		run((application) -> {
			WorkerSettings before = application.worker("mailer").settings();
			assertThatThrownBy(() -> application.prepare("workers.mailer.critical=true", setting))
				.hasMessageContaining(place);
			assertThat(application.worker("mailer").settings()).isSameAs(before);
		});
	}

	@Test
	void unknownNameMayBeAWarning(CapturedOutput output) {
		run((application) -> {
			application.prepare("workers.oders.stop-timeout=10s", "on-unknown-name=warn").apply();
			assertThat(output).contains("is for 'oders', which is not among the workers");
		});
	}

	@Test
	void orderStaysAndPeopleAreTold(CapturedOutput output) {
		run((application) -> {
			application
				.prepare("workers.mailer.phase=5", "workers.mailer.after=orders", "workers.orders.phase=4",
						"workers.mailer.await-running=true", "workers.mailer.stop-timeout=7s")
				.apply();
			WorkerSettings mailer = application.worker("mailer").settings();
			assertThat(mailer.phase()).isEqualTo(Integer.MAX_VALUE - 512);
			assertThat(mailer.order().after()).isEmpty();
			assertThat(mailer.stopTimeout()).isEqualTo(Duration.ofSeconds(7));
			assertThat(output)
				.contains("'phase' of worker 'mailer' is 5 now, but 2147483135 holds until the next start",
						"'after' of worker 'mailer' is [orders] now, but [] holds until the next start",
						"'await-running' of worker 'mailer' is true now, but false holds until the next start")
				.doesNotContain("of worker 'audit'");
		});
	}

	@Test
	void workerThatWasAddedAtRunTimeGetsItsSettingsToo() {
		run((application) -> {
			application.workers.add("audit", new LoopWorker());
			application.prepare("workers.audit.stop-timeout=9s").apply();
			assertThat(application.worker("audit").settings().stopTimeout()).isEqualTo(Duration.ofSeconds(9));
		});
	}

	@Test
	void workerThatIsAddedLaterIsRunByThePropertiesOfThatTime() {
		run((application) -> {
			TestPropertyValues.of("worker-lifecycle.worker-defaults.stop-timeout=11s")
				.applyTo(application.context.getEnvironment());
			application.workers.add("audit", new LoopWorker());
			assertThat(application.worker("audit").settings().stopTimeout()).isEqualTo(Duration.ofSeconds(11));
		});
	}

	@Test
	void propertiesOfAWorkerThatWasRemovedAreNoMistake() {
		run((application) -> {
			application.workers.remove("orders");
			Awaitility.await().until(() -> application.workers.find("orders").isEmpty());
			application.prepare("workers.orders.stop-timeout=9s").apply();
			assertThat(application.workers.find("orders")).isEmpty();
		});
	}

	@Test
	void autoStartupStaysAsItIs() {
		run((application) -> {
			application.prepare("auto-startup=false").apply();
			assertThat(application.worker("orders").settings().autoStartup()).isTrue();
		});
	}

	@Test
	void workerThatBecomesCriticalHoldsReadinessUntilItRan() {
		CountDownLatch release = new CountDownLatch(1);
		run(this.runner.withBean("slow", SlowWorker.class, () -> new SlowWorker(release)), (application) -> {
			assertThat(application.worker("slow").holdsReadiness()).isFalse();
			application.prepare("workers.slow.critical=true").apply();
			assertThat(application.worker("slow").holdsReadiness()).isTrue();
			release.countDown();
			assertThat(application.await("slow", WorkerState.RUNNING).holdsReadiness()).isFalse();
		});
	}

	private void run(Consumer<Application> test) {
		run(this.runner, test);
	}

	private static void run(ApplicationContextRunner runner, Consumer<Application> test) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			Application application = new Application(context.getSourceApplicationContext(),
					context.getBean(Workers.class), context.getBean(WorkerReload.class));
			application.await("orders", WorkerState.RUNNING);
			application.await("mailer", WorkerState.RUNNING);
			test.accept(application);
		});
	}

	private record Application(ConfigurableApplicationContext context, Workers workers, ReloadParticipant participant) {

		PreparedReload prepare(String... properties) {
			ConfigurableEnvironment next = new StandardEnvironment();
			TestPropertyValues.of(Stream.of(properties).map((each) -> "worker-lifecycle." + each)).applyTo(next);
			ConfigurationPropertySources.attach(next);
			return this.participant.prepare(next);
		}

		WorkerSnapshot worker(String name) {
			return this.workers.find(name).orElseThrow();
		}

		WorkerSnapshot await(String name, WorkerState state) {
			return Awaitility.await().until(() -> worker(name), (worker) -> worker.state() == state);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Loops {

		@Bean
		@BackgroundWorker(stopTimeout = "${worker-lifecycle.orders.stop:20s}")
		LoopWorker orders() {
			return new LoopWorker();
		}

		@Bean
		LoopWorker mailer() {
			return new LoopWorker();
		}

	}

	private static final class SlowWorker extends LoopWorker {

		private final CountDownLatch release;

		private SlowWorker(CountDownLatch release) {
			this.release = release;
		}

		@Override
		public void onStartup(WorkerContext context) {
			super.onStartup(context);
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
