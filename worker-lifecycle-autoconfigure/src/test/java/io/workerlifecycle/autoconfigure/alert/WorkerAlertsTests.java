package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import io.workerlifecycle.alert.Alert;
import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.autoconfigure.alert.FlakyWorker.Life;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of workers, as handlers are told of it. The window of restarts is ten
 * minutes, the backoff a second.
 */
@Timeout(60)
class WorkerAlertsTests {

	private static final String RAISED = "RAISED worker:orders:failed";

	private static final String RESOLVED = "RESOLVED worker:orders:failed";

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	private final Told told = new Told();

	private final FlakyWorker worker = new FlakyWorker(Life.LASTS);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, AlertAutoConfiguration.class,
				WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Told.class, () -> this.told)
		.withBean("orders", FlakyWorker.class, () -> this.worker)
		.withPropertyValues("worker-lifecycle.workers.orders.restart.jitter=0",
				"worker-lifecycle.workers.orders.restart.multiplier=1");

	@Test
	void failureOfAWorkerIsTold() {
		this.runner.run((context) -> {
			fail(context);
			awaitTold(RAISED);
			Alert alert = this.told.alerts.get(0);
			assertThat(alert.severity()).isEqualTo(AlertSeverity.WARNING);
			assertThat(alert.subject()).isEqualTo(new AlertSubject("worker", "orders"));
			assertThat(alert.message()).isEqualTo(
					"Worker 'orders' failed in state RUNNING (incarnation 1): java.lang.IllegalStateException: no luck");
			assertThat(alert.cause()).isInstanceOf(IllegalStateException.class);
		});
	}

	@Test
	void failureIsResolvedWhenALaterLifeHasLasted() {
		this.runner.run((context) -> {
			failAndComeAgain(context);
			waiting().until(() -> {
				this.time.advance(Duration.ofSeconds(30));
				return this.told.lines().contains(RESOLVED);
			});
			assertThat(this.told.lines()).containsExactly(RAISED, RESOLVED);
			assertThat(this.told.alerts.get(1).at())
				.isAfter(this.told.alerts.get(1).since().plus(Duration.ofMinutes(10)));
		});
	}

	@Test
	void workerThatFailsWithEveryLifeIsToldOnceAndThenByInterval() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.restart.max-restarts=100").run((context) -> {
			failAndComeAgain(context);
			for (int i = 0; i < 13; i++) {
				this.time.advance(Duration.ofMinutes(5));
				failAndComeAgain(context);
			}
			awaitTold(RAISED, "REPEATED worker:orders:failed");
			assertThat(this.told.alerts.get(1).count()).isEqualTo(13);
		});
	}

	@Test
	void workerThatGivesUpIsToldAsCriticalUntilItRunsAgain() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=never").run((context) -> {
			end(context, Life.FAILS, WorkerSnapshot::gaveUp);
			awaitTold(RAISED, "RAISED worker:orders:gave-up");
			assertThat(this.told.alerts.get(1).severity()).isEqualTo(AlertSeverity.CRITICAL);
			assertThat(this.told.alerts.get(1).message()).startsWith("Worker 'orders' gave up")
				.endsWith("IllegalStateException: no luck");
			this.worker.next = Life.LASTS;
			context.getBean(Workers.class).start("orders");
			awaitTold(RAISED, "RAISED worker:orders:gave-up", "RESOLVED worker:orders:gave-up");
		});
	}

	@Test
	void workerThatGaveUpByReturningHasNoCause() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.restart.max-restarts=0").run((context) -> {
			end(context, Life.RETURNS, WorkerSnapshot::gaveUp);
			awaitTold("RAISED worker:orders:gave-up");
			assertThat(this.told.alerts.get(0).cause()).isNull();
		});
	}

	@Test
	void stopOnPurposeResolvesWhatWasWrong() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=never").run((context) -> {
			end(context, Life.FAILS, WorkerSnapshot::gaveUp);
			context.getBean(Workers.class).stop("orders");
			awaitTold(RAISED, "RAISED worker:orders:gave-up", RESOLVED, "RESOLVED worker:orders:gave-up");
		});
	}

	@Test
	void lifeThatEndsInGoodOrderResolvesWhereNoneFollows() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=on-failure").run((context) -> {
			failAndComeAgain(context);
			end(context, Life.RETURNS, WorkerSnapshot::completed);
			awaitTold(RAISED, RESOLVED);
		});
	}

	@Test
	void lifeThatReturnsAndIsRestartedResolvesNothing() {
		this.runner.run((context) -> {
			failAndComeAgain(context);
			endAndComeAgain(context, Life.RETURNS);
			fail(context);
			waiting().until(() -> context.getBean(Alerts.class).open().get(0).count() == 2);
			assertThat(this.told.lines()).containsExactly(RAISED);
		});
	}

	@Test
	void endOfTheApplicationResolvesNothing() {
		this.runner.run(this::failAndComeAgain);
		assertThat(this.told.lines()).containsExactly(RAISED);
	}

	@Test
	void abandonedWorkerIsToldAsCriticalUntilItsThreadEnds() {
		this.worker.next = Life.HANGS;
		this.runner.run((context) -> {
			awaitWorker(context, (snapshot) -> snapshot.state() == WorkerState.RUNNING);
			context.getBean(Workers.class).stop("orders");
			awaitWorker(context, (snapshot) -> snapshot.state() == WorkerState.STOPPING);
			waiting().until(() -> {
				this.time.advance(Duration.ofSeconds(1));
				return this.told.lines().contains("RAISED worker:orders:abandoned");
			});
			assertThat(this.told.alerts.get(0).severity()).isEqualTo(AlertSeverity.CRITICAL);
			this.worker.end(Life.RETURNS);
			awaitTold("RAISED worker:orders:abandoned", "RESOLVED worker:orders:abandoned");
		});
	}

	private void failAndComeAgain(ApplicationContext context) {
		endAndComeAgain(context, Life.FAILS);
	}

	private void endAndComeAgain(ApplicationContext context, Life how) {
		int before = snapshot(context).incarnation();
		end(context, how, WorkerSnapshot::backingOff);
		this.worker.next = Life.LASTS;
		waiting().until(() -> {
			this.time.advance(Duration.ofMillis(100));
			return snapshot(context).incarnation() > before;
		});
		awaitWorker(context, (snapshot) -> snapshot.state() == WorkerState.RUNNING);
	}

	private void fail(ApplicationContext context) {
		end(context, Life.FAILS, WorkerSnapshot::backingOff);
	}

	private void end(ApplicationContext context, Life how, Predicate<WorkerSnapshot> condition) {
		awaitWorker(context, (snapshot) -> snapshot.state() == WorkerState.RUNNING);
		this.worker.end(how);
		awaitWorker(context, condition);
	}

	private void awaitTold(String... lines) {
		waiting().untilAsserted(() -> assertThat(this.told.lines()).containsExactly(lines));
	}

	private static ConditionFactory waiting() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2));
	}

	private static void awaitWorker(ApplicationContext context, Predicate<WorkerSnapshot> condition) {
		waiting().until(() -> snapshot(context), condition);
	}

	private static WorkerSnapshot snapshot(ApplicationContext context) {
		return context.getBean(Workers.class).find("orders").orElseThrow();
	}

}
