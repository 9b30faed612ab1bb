package io.workerlifecycle.autoconfigure.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.workerlifecycle.alert.Alert;
import io.workerlifecycle.alert.AlertDispatcher;
import io.workerlifecycle.alert.AlertHandler;
import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.autoconfigure.alert.FlakyWorker.Life;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AlertAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, AlertAutoConfiguration.class,
				WorkerAutoConfiguration.class, BackgroundJobAutoConfiguration.class, LifecycleAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean(Told.class);

	private final ApplicationContextRunner failing = this.runner
		.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=never")
		.withBean("orders", FlakyWorker.class, () -> new FlakyWorker(Life.FAILS));

	@Test
	void failingWorkerReachesHandlerAndLog(CapturedOutput output) {
		this.failing.run((context) -> awaitTold(context.getBean(Told.class), "RAISED worker:orders:failed",
				"RAISED worker:orders:gave-up"));
		assertThat(output).containsPattern("WARN.*Alert worker:orders:failed raised: Worker 'orders' failed.*no luck")
			.containsPattern("ERROR.*Alert worker:orders:gave-up raised: Worker 'orders' gave up.*no luck");
	}

	@Test
	void failingJobIsToldUntilItIsASuccess(CapturedOutput output) {
		this.runner.withBean(Reports.class).run((context) -> {
			Reports reports = context.getBean(Reports.class);
			trigger(context.getBean(BackgroundJobs.class));
			Told told = context.getBean(Told.class);
			awaitTold(told, "RAISED job:nightly:failed");
			assertThat(told.alerts.get(0).message()).startsWith("Job 'nightly', execution ")
				.endsWith("ended with ERROR: java.lang.IllegalStateException: no paper");
			trigger(context.getBean(BackgroundJobs.class));
			reports.paper = true;
			trigger(context.getBean(BackgroundJobs.class));
			awaitTold(told, "RAISED job:nightly:failed", "RESOLVED job:nightly:failed");
			assertThat(told.alerts.get(1).count()).isEqualTo(2);
		});
		assertThat(output)
			.containsPattern("INFO.*Alert job:nightly:failed resolved, was raised 2 times since .*success again");
	}

	@Test
	void logMayBeSwitchedOff(CapturedOutput output) {
		this.failing.withPropertyValues("worker-lifecycle.alerts.log=false")
			.run((context) -> awaitTold(context.getBean(Told.class), "RAISED worker:orders:failed",
					"RAISED worker:orders:gave-up"));
		assertThat(output).doesNotContain("Alert worker:");
	}

	@Test
	void everyRaiseIsToldWithoutARepeatInterval() {
		this.runner.withPropertyValues("worker-lifecycle.alerts.repeat-interval=0s").run((context) -> {
			Problem problem = problem("disk");
			context.getBean(Alerts.class).raise(problem);
			context.getBean(Alerts.class).raise(problem);
			awaitTold(context.getBean(Told.class), "RAISED disk:/data:full", "REPEATED disk:/data:full");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10     | a number without a unit
			-5m    | negative
			hourly | no duration
			""")
	void wrongRepeatIntervalKeepsTheApplicationFromStarting(String value, String fault) {
		this.runner.withPropertyValues("worker-lifecycle.alerts.repeat-interval=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(
						"worker-lifecycle.alerts.repeat-interval is '" + value + "', which is " + fault));
	}

	@Test
	void alertsMayBeSwitchedOff() {
		this.failing.withPropertyValues("worker-lifecycle.alerts.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Workers.class)
				.doesNotHaveBean(Alerts.class)
				.doesNotHaveBean(WorkerAlerts.class)
				.doesNotHaveBean(JobAlerts.class));
	}

	@Test
	void disabledStarterLeavesNoBean() {
		this.failing.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Alerts.class)
				.doesNotHaveBean(WorkerAlerts.class)
				.doesNotHaveBean(JobAlerts.class));
	}

	@Test
	void alertsOfTheApplicationReplaceOurs() {
		List<String> raised = new CopyOnWriteArrayList<>();
		this.failing.withBean(Alerts.class, () -> new OwnAlerts(raised)).run((context) -> {
			assertThat(context).doesNotHaveBean(AlertDispatcher.class);
			await().untilAsserted(
					() -> assertThat(raised).containsExactly("worker:orders:failed", "worker:orders:gave-up"));
		});
	}

	@Test
	void handlerMayUseWorkersAndJobs() {
		this.failing.withBean(Curious.class)
			.run((context) -> await()
				.untilAsserted(() -> assertThat(context.getBean(Curious.class).seen).contains("orders")));
	}

	@Test
	void lazyInitializationHidesNoHandler() {
		this.failing
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("workerLifecycleAlerts")).isTrue();
				awaitTold(context.getBean(Told.class), "RAISED worker:orders:failed", "RAISED worker:orders:gave-up");
			});
	}

	@Test
	void workerOfAChildContextIsToldOnceByItsParent() {
		// So that a second raise would be told as well.
		this.runner.withPropertyValues("worker-lifecycle.alerts.repeat-interval=0s")
			.run((parent) -> this.bare.withParent(parent)
				.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=never")
				.withBean("orders", FlakyWorker.class, () -> new FlakyWorker(Life.FAILS))
				.run((child) -> {
					assertThat(child.getBeanFactory().containsLocalBean("workerLifecycleAlerts")).isFalse();
					awaitTold(parent.getBean(Told.class), "RAISED worker:orders:failed",
							"RAISED worker:orders:gave-up");
				}));
	}

	@Test
	void whatTheStopItselfRaisesIsToldBeforeBeansAreDestroyed() {
		List<String> happened = new CopyOnWriteArrayList<>();
		FlakyWorker worker = new FlakyWorker(Life.HANGS);
		this.bare.withBean(Mail.class, () -> new Mail(happened))
			.withBean("orders", FlakyWorker.class, () -> worker)
			.withPropertyValues("worker-lifecycle.workers.orders.stop-timeout=1ms")
			.run((context) -> await().untilAsserted(() -> assertThat(context.getBean(Workers.class).find("orders"))
				.hasValueSatisfying((snapshot) -> assertThat(snapshot.runningSince()).isNotNull())));
		worker.end(Life.RETURNS);
		assertThat(happened).containsExactly("worker:orders:abandoned", "destroyed");
	}

	@Test
	void whatAHandlerThrowsIsInTheLog(CapturedOutput output) {
		this.failing.withBean(AlertHandler.class, () -> (alert) -> {
			throw new IllegalStateException("no answer");
		})
			.run((context) -> awaitTold(context.getBean(Told.class), "RAISED worker:orders:failed",
					"RAISED worker:orders:gave-up"));
		assertThat(output).containsPattern("ERROR.*The alert handler .* failed on worker:orders:gave-up RAISED")
			.contains("java.lang.IllegalStateException: no answer");
	}

	@Test
	void whatAHandlerMissesIsInTheLog(CapturedOutput output) {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		// Two thousand lines of alerts say nothing here.
		this.bare.withPropertyValues("worker-lifecycle.alerts.log=false")
			.withBean(AlertHandler.class, () -> (alert) -> {
				entered.countDown();
				release.await();
			})
			.run((context) -> {
				raise(context.getBean(Alerts.class), 1);
				// Before it has the first, it would tell of what was dropped on the way.
				entered.await();
				raise(context.getBean(Alerts.class), 1_002);
				assertThat(output).containsOnlyOnce("Alerts are dropped: 1000 of them wait for the alert handler");
				release.countDown();
				await().until(() -> !context.getBean(AlertDispatcher.class).isRunning());
				raise(context.getBean(Alerts.class), 1_003);
				await().untilAsserted(() -> assertThat(output).contains("goes on; 2 alerts were dropped for it"));
			});
	}

	@Test
	void handlerThatHangsAtTheEndIsLeftBehindAndNamed(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		this.bare.withBean(AlertHandler.class, () -> (alert) -> release.await())
			.run((context) -> raise(context.getBean(Alerts.class), 3));
		assertThat(output).contains("did not get through its last alerts: 3 were not told, or not to their end");
		release.countDown();
	}

	private static void raise(Alerts alerts, int count) {
		IntStream.range(0, count)
			.forEach((i) -> alerts.raise(
					new Problem(new AlertSubject("disk", "/data" + i), "full", AlertSeverity.WARNING, "full", null)));
	}

	private static void trigger(BackgroundJobs jobs) {
		long before = executions(jobs);
		jobs.trigger("nightly");
		await().until(() -> executions(jobs) > before && jobs.find("nightly").orElseThrow().running() == null);
	}

	private static long executions(BackgroundJobs jobs) {
		return jobs.find("nightly").orElseThrow().history().size();
	}

	private static void awaitTold(Told told, String... lines) {
		await().untilAsserted(() -> assertThat(told.lines()).containsExactly(lines));
	}

	private static Problem problem(String kind) {
		return new Problem(new AlertSubject(kind, "/data"), "full", AlertSeverity.CRITICAL, "full", null);
	}

	static class Reports {

		volatile boolean paper;

		@BackgroundJob(name = "nightly", cron = "-")
		void run() {
			if (!this.paper) {
				throw new IllegalStateException("no paper");
			}
		}

	}

	static final class Curious implements AlertHandler {

		final List<String> seen = new CopyOnWriteArrayList<>();

		private final Workers workers;

		Curious(Workers workers, BackgroundJobs jobs) {
			this.workers = workers;
			assertThat(jobs).isNotNull();
		}

		@Override
		public void handle(Alert alert) {
			this.seen.add(this.workers.find(alert.subject().name()).orElseThrow().name());
		}

	}

	record Mail(List<String> happened) implements AlertHandler, DisposableBean {

		@Override
		public void handle(Alert alert) throws InterruptedException {
			// A server takes its time; nobody counts this down.
			new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
			this.happened.add(alert.key());
		}

		@Override
		public void destroy() {
			this.happened.add("destroyed");
		}

	}

	record OwnAlerts(List<String> raised) implements Alerts {

		@Override
		public void raise(Problem problem) {
			this.raised.add(problem.key());
		}

		@Override
		public void resolve(String key, String message) {
			this.raised.remove(key);
		}

		@Override
		public List<Alert> open() {
			return List.of();
		}

	}

}
