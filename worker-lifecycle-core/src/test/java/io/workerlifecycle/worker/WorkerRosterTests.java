package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.INITIALIZING;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class WorkerRosterTests {

	private final Supervision supervision = new Supervision();

	private final WorkerSupervisor workers = this.supervision.supervisor;

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void workerAddedWhileTheApplicationRunsStartsAtOnce() {
		this.workers.applicationStarts();
		this.workers.add("late", Supervision.idle());
		this.supervision.await("late", RUNNING);
	}

	@Test
	void workerAddedBeforeTheApplicationStartsWaits() {
		this.workers.add("early", Supervision.idle());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("early").state()).isEqualTo(INITIALIZING);
	}

	@Test
	void workerAddedWhileTheApplicationIsStoppedWaits() {
		this.workers.applicationStarts();
		this.workers.applicationStopped();
		this.workers.add("late", Supervision.idle());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("late").state()).isEqualTo(INITIALIZING);
	}

	@Test
	void workerIsNotAddedWhileTheApplicationCloses() {
		this.workers.applicationStarts();
		this.workers.applicationCloses();
		this.supervision.settle();
		assertThatIllegalStateException().isThrownBy(() -> this.workers.add("late", Supervision.idle()))
			.withMessageContaining("'late'")
			.withMessageContaining("closing");
		assertThat(this.workers.find("late")).isEmpty();
	}

	@Test
	void disabledWorkerIsAddedAndDoesNotStart() {
		this.supervision.added.put("late", new SettingsBuilder().disabled().build());
		this.workers.applicationStarts();
		this.workers.add("late", Supervision.idle());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("late").incarnation()).isZero();
	}

	@Test
	void nameThatIsTakenIsRefused() {
		this.workers.add("data-base", Supervision.idle());
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.workers.add("dataBase", Supervision.idle()))
			.withMessageContaining("Two workers have one name");
	}

	@Test
	void illegalNameIsRefused() {
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.workers.add("no spaces", Supervision.idle()));
	}

	@Test
	void workerThatStartsAfterNobodyThereIsRefused() {
		this.supervision.added.put("late", new SettingsBuilder().after("nobody").build());
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.workers.add("late", Supervision.idle()))
			.withMessageContaining("'nobody'");
		assertThat(this.workers.find("late")).isEmpty();
	}

	@Test
	void workerAddedStartsAfterOneThatIsThere() {
		this.supervision.added.put("late", new SettingsBuilder().after("first").build());
		this.workers.applicationStarts();
		WorkerLifecycle first = this.supervision.register("first", Supervision.idle(), new SettingsBuilder().build());
		this.workers.add("late", Supervision.idle());
		assertThat(this.supervision.snapshot("late").condition().waitingFor()).containsExactly("first");
		first.start();
		this.supervision.await("late", RUNNING);
	}

	@Test
	void workerRemovedStopsAndIsForgotten() {
		ScriptedWorker worker = new ScriptedWorker();
		addRunning("late", worker);
		this.workers.remove("late");
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
		assertThat(worker.calls).containsExactly("onStartup", "run", "onShutdown");
		Awaitility.await().until(() -> this.supervision.recorder.removed.contains("late"));
	}

	@Test
	void nameOfAWorkerRemovedIsFree() {
		addRunning("late", Supervision.idle());
		this.workers.remove("late");
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
		this.workers.add("late", Supervision.idle());
		assertThat(this.supervision.await("late", RUNNING).incarnation()).isEqualTo(1);
	}

	@Test
	void workerThatNeverStartedIsForgottenAtOnce() {
		this.workers.add("early", Supervision.idle());
		this.workers.remove("early");
		Awaitility.await().until(() -> this.workers.find("early").isEmpty());
	}

	@Test
	void workerIsNotRemovedWhileOthersStartAfterIt() {
		this.supervision.register("first", Supervision.idle(), new SettingsBuilder().build());
		this.supervision.register("second", Supervision.idle(), new SettingsBuilder().after("first").build());
		assertThatIllegalStateException().isThrownBy(() -> this.workers.remove("first"))
			.withMessageContaining("'first'")
			.withMessageContaining("second");
		this.workers.remove("second");
		Awaitility.await().until(() -> this.workers.find("second").isEmpty());
		this.workers.remove("first");
		Awaitility.await().until(() -> this.workers.find("first").isEmpty());
	}

	@Test
	void workerIsNotAddedAfterOneThatLeaves() {
		this.supervision.added.put("late", new SettingsBuilder().build());
		addRunning("late", (context) -> ScriptedWorker.awaitStubbornly(this.release));
		this.workers.remove("late");
		this.supervision.added.put("dependent", new SettingsBuilder().after("late").build());
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.workers.add("dependent", Supervision.idle()))
			.withMessageContaining("starts after 'late', and there is no such worker");
		assertThat(this.workers.find("dependent")).isEmpty();
		this.release.countDown();
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
	}

	@Test
	void unknownWorkerIsNotRemoved() {
		assertThatExceptionOfType(NoSuchWorkerException.class).isThrownBy(() -> this.workers.remove("nobody"));
	}

	@Test
	void nameIsTakenUntilTheThreadOfTheWorkerRemovedHasEnded() {
		addRunning("late", (context) -> ScriptedWorker.awaitStubbornly(this.release));
		this.workers.remove("late");
		assertThat(this.supervision.snapshot("late").state()).isEqualTo(STOPPING);
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.workers.add("late", Supervision.idle()))
			.withMessageContaining("has not ended yet");
		this.release.countDown();
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
	}

	@Test
	void abandonedWorkerRemovedIsForgottenWhenItsThreadEnds() {
		addRunning("late", (context) -> ScriptedWorker.awaitStubbornly(this.release));
		this.workers.remove("late");
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(this.supervision.snapshot("late").abandoned()).isTrue();
		this.supervision.settle();
		assertThat(this.workers.find("late")).isPresent();
		this.release.countDown();
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
		Awaitility.await().until(() -> this.supervision.recorder.removed.contains("late"));
	}

	@Test
	void workerAbandonedBeforeIsForgottenWhenItsThreadEnds() {
		addRunning("late", (context) -> ScriptedWorker.awaitStubbornly(this.release));
		this.workers.stop("late");
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.pass(StopEscalation.GRACE);
		this.workers.remove("late");
		this.supervision.settle();
		assertThat(this.workers.find("late")).isPresent();
		this.release.countDown();
		Awaitility.await().until(() -> this.workers.find("late").isEmpty());
	}

	@Test
	void workerRemovedIsNotStartedAgain() {
		addRunning("late", (context) -> ScriptedWorker.awaitStubbornly(this.release));
		this.workers.remove("late");
		assertThatIllegalStateException().isThrownBy(() -> this.workers.start("late"))
			.withMessageContaining("was removed");
		assertThatIllegalStateException().isThrownBy(() -> this.workers.restart("late"));
	}

	@Test
	void workerMayRemoveItself() {
		this.workers.applicationStarts();
		this.workers.add("once", (context) -> this.workers.remove(context.workerName()));
		Awaitility.await().until(() -> this.workers.find("once").isEmpty());
	}

	@Test
	void commandIsAcceptedWhenItReturns() {
		addRunning("late", Supervision.idle());
		this.workers.stop("late");
		assertThat(this.supervision.snapshot("late").desired()).isEqualTo(DesiredState.STOPPED);
		this.workers.pause("late");
		assertThat(this.supervision.snapshot("late").paused()).isTrue();
		this.workers.start("late");
		assertThat(this.supervision.snapshot("late").desired()).isEqualTo(DesiredState.RUNNING);
	}

	private void addRunning(String name, Worker worker) {
		this.workers.applicationStarts();
		this.workers.add(name, worker);
		this.supervision.await(name, RUNNING);
	}

}
