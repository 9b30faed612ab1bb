package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerRecoveryTests {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Duration EXTENDED_PAUSE = Duration.ofSeconds(30);

	private final Supervision supervision = new Supervision();

	private final LoopingWorker worker = new LoopingWorker();

	@AfterEach
	void close() {
		this.supervision.close();
	}

	@Test
	void fifthFailureInARowHoldsTheLoop() {
		start(RecoverySettings.STANDARD);
		this.worker.fail(4);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
		this.worker.fail(1);
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::recovering);
		assertThat(this.worker.isHeld()).isTrue();
		assertThat(snapshot.state()).isEqualTo(RUNNING);
		assertThat(snapshot.condition().recoveringUntil()).isEqualTo(Instant.parse("2026-01-01T00:00:10Z"));
	}

	@Test
	void successInBetweenBeginsTheCountAnew() {
		start(RecoverySettings.STANDARD);
		this.worker.fail(4);
		this.worker.take(WorkerContext::recordSuccess);
		this.worker.fail(4);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
	}

	@Test
	void workGoesOnAfterThePauseWhenTheCheckPasses() {
		recovering();
		this.supervision.pass(PAUSE.minusNanos(1));
		assertThat(this.worker.isHeld()).isTrue();
		assertThat(this.worker.checks).hasValue(1);
		this.supervision.pass(Duration.ofNanos(1));
		this.supervision.await("w", (snapshot) -> !snapshot.recovering());
		this.worker.awaitRounds();
		assertThat(this.worker.checks).hasValue(2);
	}

	@Test
	void recoveryBeginsTheCountAnew() {
		start(RecoverySettings.STANDARD);
		this.worker.fail(7);
		this.supervision.await("w", WorkerSnapshot::recovering);
		this.supervision.pass(PAUSE);
		this.worker.awaitRounds();
		this.worker.fail(4);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
		this.worker.fail(1);
		this.supervision.await("w", WorkerSnapshot::recovering);
	}

	@Test
	void pauseIsExtendedAgainAndAgainWhileTheCheckFails() {
		this.worker.ill = false;
		recovering();
		this.worker.ill = true;
		pass(PAUSE, Instant.parse("2026-01-01T00:00:40Z"));
		pass(EXTENDED_PAUSE, Instant.parse("2026-01-01T00:01:10Z"));
		pass(EXTENDED_PAUSE, Instant.parse("2026-01-01T00:01:40Z"));
		assertThat(this.worker.isHeld()).isTrue();
		this.worker.ill = false;
		this.supervision.pass(EXTENDED_PAUSE);
		this.supervision.await("w", (snapshot) -> !snapshot.recovering());
		this.worker.awaitRounds();
	}

	@Test
	void workerWithoutACheckGoesOnAfterThePause() {
		WorkerContext[] context = new WorkerContext[1];
		this.supervision.running("w", new ScriptedWorker().work((given) -> {
			context[0] = given;
			Supervision.idle().run(given);
		}), new SettingsBuilder().build());
		Awaitility.await().until(() -> context[0] != null);
		for (int i = 0; i < 5; i++) {
			context[0].recordFailure(new IllegalStateException("no answer"));
		}
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isTrue();
		this.supervision.pass(PAUSE);
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
	}

	@Test
	void thresholdOfZeroNeverHolds() {
		start(new RecoverySettings(0, PAUSE, EXTENDED_PAUSE));
		this.worker.fail(100);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
	}

	@Test
	void failuresDuringStartUpDoNotKeepThePauseAway() {
		WorkerContext[] context = new WorkerContext[1];
		this.supervision.running("w", new ScriptedWorker().startUp((given) -> {
			context[0] = given;
			for (int i = 0; i < 7; i++) {
				given.recordFailure(new IllegalStateException("no answer"));
			}
		}), new SettingsBuilder().build());
		for (int i = 0; i < 5; i++) {
			context[0].recordFailure(new IllegalStateException("no answer"));
		}
		this.supervision.await("w", WorkerSnapshot::recovering);
	}

	@Test
	void stopDuringThePauseEndsAtOnce() {
		WorkerLifecycle lifecycle = recovering();
		assertThat(this.worker.isHeld()).isTrue();
		lifecycle.stop();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
	}

	@Test
	void stopDuringThePauseEndsItsTimerToo() {
		recovering().stop();
		assertThat(this.worker.checks).hasValue(1);
		this.supervision.pass(PAUSE);
		assertThat(this.worker.checks).hasValue(1);
	}

	@Test
	void resumeByPeopleDoesNotEndThePause() {
		recovering();
		this.supervision.supervisor.pause("w");
		this.supervision.supervisor.resume("w");
		assertThat(this.worker.isHeld()).isTrue();
		this.supervision.pass(PAUSE);
		this.worker.awaitRounds();
	}

	@Test
	void endOfThePauseDoesNotResumeWhatPeopleHavePaused() {
		recovering();
		this.supervision.supervisor.pause("w");
		this.supervision.pass(PAUSE);
		this.supervision.await("w", (snapshot) -> !snapshot.recovering());
		assertThat(this.worker.isHeld()).isTrue();
		this.supervision.supervisor.resume("w");
		this.worker.awaitRounds();
	}

	@Test
	void newLifeForgetsThePause() {
		recovering();
		restart();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
		this.worker.awaitRounds();
	}

	@Test
	void newLifeForgetsTheFailures() {
		start(RecoverySettings.STANDARD);
		this.worker.fail(4);
		restart();
		this.worker.fail(4);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").recovering()).isFalse();
	}

	@Test
	void eachChangeOfThePauseIsTold() {
		recovering();
		this.worker.ill = true;
		pass(PAUSE, Instant.parse("2026-01-01T00:00:40Z"));
		this.worker.ill = false;
		this.supervision.pass(EXTENDED_PAUSE);
		List<WorkerCondition> conditions = this.supervision.recorder.conditions;
		Awaitility.await().until(() -> conditions.size() == 3);
		assertThat(conditions).extracting(WorkerCondition::recoveringUntil)
			.containsExactly(Instant.parse("2026-01-01T00:00:10Z"), Instant.parse("2026-01-01T00:00:40Z"), null);
	}

	@Test
	void successAfterFailuresIsToldWithTheirNumberEveryTenSecondsAtMost() {
		start(RecoverySettings.STANDARD);
		failAndSucceed(3);
		failAndSucceed(2);
		this.supervision.time.advance(Duration.ofSeconds(10).minusNanos(1));
		failAndSucceed(1);
		this.supervision.time.advance(Duration.ofNanos(1));
		failAndSucceed(4);
		List<Integer> told = this.supervision.recorder.worksAgain;
		Awaitility.await().until(() -> told.contains(4));
		assertThat(told).containsExactly(3, 4);
	}

	private void restart() {
		this.supervision.supervisor.restart("w");
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.state() == RUNNING);
	}

	private void failAndSucceed(int failures) {
		this.worker.fail(failures);
		this.worker.take(WorkerContext::recordSuccess);
	}

	private WorkerLifecycle start(RecoverySettings recovery) {
		return this.supervision.running("w", this.worker,
				new SettingsBuilder().recovery(recovery)
					.health(new HealthSettings(Duration.ZERO, Duration.ofSeconds(5), true))
					.build());
	}

	private WorkerLifecycle recovering() {
		WorkerLifecycle lifecycle = start(RecoverySettings.STANDARD);
		this.worker.fail(5);
		this.supervision.await("w", WorkerSnapshot::recovering);
		return lifecycle;
	}

	/** Lets a pause pass, and waits until it is extended. */
	private void pass(Duration pause, Instant extendedUntil) {
		this.supervision.pass(pause);
		this.supervision.await("w", (snapshot) -> extendedUntil.equals(snapshot.condition().recoveringUntil()));
	}

}
