package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Workers that are disabled and enabled while their application runs.
 */
@Timeout(60)
class WorkerSwitchingTests {

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
	void disabledWorkerIsStoppedAndCannotBeStarted() {
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		WorkerSnapshot snapshot = this.supervision.await("w", STOPPED);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
		assertThat(snapshot.history().get(2).reason()).isEqualTo("disabled");
		assertThat(snapshot.desired()).isEqualTo(DesiredState.STOPPED);
		assertThatIllegalStateException().isThrownBy(() -> this.supervision.supervisor.start("w"))
			.withMessageContaining("is disabled");
	}

	@Test
	void disabledWorkerBacksOffNoLonger() {
		start(failing(), restart(9, 1, 60));
		awaitBackingOff(1);
		this.supervision.reconfigure("w", restart(9, 1, 60).disabled());
		this.supervision.pass(MINUTE);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	@Test
	void workerThatIsEnabledStarts() {
		this.supervision.supervisor.applicationStarts();
		register(new SettingsBuilder().disabled());
		this.supervision.reconfigure("w", new SettingsBuilder());
		WorkerSnapshot snapshot = this.supervision.await("w", RUNNING);
		assertThat(snapshot.history().get(1).reason()).isEqualTo("enabled");
	}

	@Test
	void workerThatIsEnabledWhileItIsAddedStartsOnceItIsThere() {
		this.supervision.added.put("w", new SettingsBuilder().phase(0).disabled().build());
		Enabling observer = new Enabling();
		try (WorkerSupervisor supervisor = this.supervision.supervisor(Supervision::daemon, (event) -> {
		}, observer)) {
			supervisor.applicationStarts();
			supervisor.add("w", this.worker);
			WorkerSnapshot snapshot = Awaitility.await()
				.until(() -> supervisor.find("w").orElseThrow(), (each) -> each.state() == RUNNING);
			assertThat(snapshot.history()).extracting(WorkerTransition::reason).doesNotContain("disabled");
			assertThat(observer.stateBefore).isEqualTo(WorkerState.INITIALIZING);
		}
	}

	@Test
	void workerThatIsEnabledWhileItStopsLivesAgainAfterThat() {
		this.supervision.supervisor.applicationStarts();
		this.supervision.running("w",
				new ScriptedWorker().shutDown((context) -> ScriptedWorker.awaitStubbornly(this.release)),
				new SettingsBuilder().build());
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		this.supervision.reconfigure("w", new SettingsBuilder());
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPING);
		this.release.countDown();
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	@Test
	void workerThatPeopleHaveStoppedStaysSoWhenItIsEnabledAgain() {
		this.supervision.supervisor.applicationStarts();
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", STOPPED);
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", RUNNING);
	}

	@Test
	void workerThatIsEnabledBeforeItsApplicationStartsWaitsForThat() {
		WorkerLifecycle lifecycle = register(new SettingsBuilder().disabled());
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
		assertThat(lifecycle.isAutoStartup()).isTrue();
		lifecycle.start();
		this.supervision.await("w", RUNNING);
	}

	@Test
	void workerThatWasDisabledInTheStopBeforeStartsWhenItIsEnabled() {
		this.supervision.supervisor.applicationStarts();
		WorkerLifecycle lifecycle = this.supervision.running("w", this.worker, new SettingsBuilder().build());
		lifecycle.stop();
		this.supervision.supervisor.applicationStopped();
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		assertThat(lifecycle.isAutoStartup()).isFalse();
		this.supervision.supervisor.applicationStarts();
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	@Test
	void workerThatAStartPassesByWhileItIsDisabledStartsWhenItIsEnabled() {
		WorkerLifecycle lifecycle = stoppedWithItsApplication(new SettingsBuilder());
		this.supervision.supervisor.applicationStarts();
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		assertThat(lifecycle.isAutoStartup()).isFalse();
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	@Test
	void workerThatIsDisabledAndEnabledInAStopStaysStopped() {
		stoppedWithItsApplication(new SettingsBuilder());
		this.supervision.reconfigure("w", new SettingsBuilder().disabled());
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.supervisor.applicationStopped();
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	@Test
	void workerThatAStartPassesBySinceItIsStartedByPeopleIsStartedByThem() {
		stoppedWithItsApplication(new SettingsBuilder().manual());
		this.supervision.supervisor.applicationStarts();
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	/** It ran, and its application is being stopped. */
	private WorkerLifecycle stoppedWithItsApplication(SettingsBuilder settings) {
		this.supervision.supervisor.applicationStarts();
		WorkerLifecycle lifecycle = register(settings);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		return lifecycle;
	}

	@Test
	void workerThatIsEnabledAfterItsApplicationClosesStaysStopped() {
		this.supervision.supervisor.applicationStarts();
		register(new SettingsBuilder().disabled());
		this.supervision.supervisor.applicationCloses();
		this.supervision.reconfigure("w", new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isZero();
	}

	private WorkerLifecycle register(SettingsBuilder settings) {
		return this.supervision.register("w", this.worker, settings.build());
	}

	private void start(Worker code, SettingsBuilder settings) {
		this.supervision.register("w", code, settings.build()).start();
	}

	private WorkerSnapshot awaitBackingOff(int incarnation) {
		return this.supervision.await("w",
				(snapshot) -> snapshot.incarnation() == incarnation && snapshot.backingOff());
	}

	private static Worker failing() {
		return (context) -> {
			throw new IOException("no connection");
		};
	}

	private static SettingsBuilder restart(int maxRestarts, int initialSeconds, int maxSeconds) {
		return new SettingsBuilder().restart(new RestartSettings(RestartPolicy.ALWAYS, maxRestarts,
				Duration.ofMinutes(10), Duration.ofSeconds(initialSeconds), 2, Duration.ofSeconds(maxSeconds), 0));
	}

	/** Reconfigures a worker before it is known to be disabled. */
	private final class Enabling implements WorkerObserver {

		@Nullable WorkerState stateBefore;

		@Override
		public void registered(WorkerSnapshot worker, Workers workers) {
			WorkerSwitchingTests.this.supervision.added.put(worker.name(), new SettingsBuilder().build());
			((WorkerSupervisor) workers).reconfigure(Map.of());
			this.stateBefore = workers.find(worker.name()).orElseThrow().state();
		}

	}

}
