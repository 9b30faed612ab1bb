package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is looked after while a worker runs, once other settings hold.
 */
@Timeout(60)
class WatchReconfigurationTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CheckedWorker worker = new CheckedWorker(() -> {
	});

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void healthIntervalCountsFromTheLastCheck() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.reconfigure("w", new SettingsBuilder().health(checkedEvery(Duration.ofSeconds(15))));
		this.supervision.pass(Duration.ofSeconds(5).minusNanos(1));
		assertThat(this.worker.checks).hasValue(1);
		passUntilChecked(Duration.ofNanos(1), 2);
		passUntilChecked(Duration.ofSeconds(15), 3);
	}

	@Test
	void healthIsCheckedAtOnceWhereANewIntervalIsOver() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.supervision.pass(Duration.ofSeconds(20));
		this.supervision.reconfigure("w", new SettingsBuilder().health(checkedEvery(Duration.ofSeconds(15))));
		passUntilChecked(Duration.ZERO, 2);
	}

	@Test
	void healthChecksAreSwitchedOffAndOnAgain() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.supervision.reconfigure("w", new SettingsBuilder().health(checkedEvery(Duration.ZERO)));
		this.supervision.pass(MINUTE.multipliedBy(3));
		assertThat(this.worker.checks).hasValue(1);
		this.supervision.reconfigure("w", new SettingsBuilder().health(checkedEvery(MINUTE.multipliedBy(4))));
		passUntilChecked(MINUTE, 2);
	}

	@Test
	void checkUnderWayKeepsItsTimeout() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.worker.check = this.release::await;
		passUntilChecked(MINUTE, 2);
		this.supervision.reconfigure("w",
				new SettingsBuilder().health(new HealthSettings(MINUTE, Duration.ofHours(1), true)));
		this.supervision.pass(Duration.ofSeconds(5));
		WorkerFailure failure = this.supervision.snapshot("w").health().lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).hasMessage("did not answer within 5000 ms");
	}

	@Test
	void stallsAreLookedForFromNowOn() {
		hanging(StallSettings.STANDARD);
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.reconfigure("w", new SettingsBuilder().stall(MINUTE, StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(50).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void stallsAreNotLookedForAnyMore() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(MINUTE);
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
		this.supervision.reconfigure("w", new SettingsBuilder());
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(MINUTE.multipliedBy(5));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	@Test
	void longerStallTimeoutCountsFromTheLastProgress() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(30));
		this.supervision.reconfigure("w", new SettingsBuilder().stall(MINUTE.multipliedBy(2), StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(90).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void stalledWorkerIsRestartedOnceThatIsAskedFor() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(MINUTE);
		this.supervision.reconfigure("w", new SettingsBuilder().stall(MINUTE, StallAction.RESTART));
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, ERROR);
	}

	@Test
	void otherThresholdHoldsForTheLifeThatRuns() {
		LoopingWorker looping = new LoopingWorker();
		this.supervision.running("w", looping, new SettingsBuilder().build());
		this.supervision.reconfigure("w", new SettingsBuilder().recovery(new RecoverySettings(2, MINUTE, MINUTE)));
		looping.fail(2);
		assertThat(this.supervision.await("w", WorkerSnapshot::recovering).condition().recoveringUntil())
			.isEqualTo(this.supervision.time.now().plus(MINUTE));
	}

	/** Starts a worker that makes no progress. */
	private void hanging(StallSettings stall) {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stall(stall.timeout(), stall.action()).build());
	}

	private void passUntilChecked(Duration span, int checks) {
		this.supervision.pass(span);
		Awaitility.await().until(() -> this.worker.checks.get() == checks);
		this.supervision.settle();
	}

	private static HealthSettings checkedEvery(Duration interval) {
		return new HealthSettings(interval, Duration.ofSeconds(5), true);
	}

}
