package io.workerlifecycle.worker;

import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that are on their way to the supervisor together: it is held, where it makes a
 * thread, until they are.
 */
@Timeout(60)
class WorkerRosterRaceTests {

	private final CountDownLatch held = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final Supervision supervision = new Supervision(this::thread);

	private final WorkerSupervisor workers = this.supervision.supervisor;

	private final ScriptedWorker worker = new ScriptedWorker();

	@BeforeEach
	void holdTheSupervisor() throws InterruptedException {
		this.supervision.added.put("stopped", new SettingsBuilder().build());
		this.workers.add("stopped", this.worker);
		this.workers.applicationStarts();
		WorkerLifecycle holder = this.supervision.register("holder", Supervision.idle());
		send(holder::start);
		this.held.await();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void startOnTheWayWhenAWorkerIsRemovedBeginsNoLife() throws InterruptedException {
		Thread remove = send(() -> this.workers.remove("stopped"));
		Thread start = send(() -> this.workers.start("stopped"));
		this.release.countDown();
		remove.join();
		start.join();
		Awaitility.await().until(() -> this.workers.find("stopped").isEmpty());
		assertThat(this.worker.calls).isEmpty();
	}

	@Test
	void secondRemovalOnTheWayIsToldOnce() throws InterruptedException {
		Thread remove = send(() -> this.workers.remove("stopped"));
		Thread again = send(() -> this.workers.remove("stopped"));
		this.release.countDown();
		remove.join();
		again.join();
		Awaitility.await().until(() -> this.workers.find("stopped").isEmpty());
		this.workers.add("last", this.worker);
		this.workers.remove("last");
		Awaitility.await().until(() -> this.supervision.recorder.removed.contains("last"));
		assertThat(this.supervision.recorder.removed).containsExactly("stopped", "last");
	}

	@Test
	void workerAddedWhileACloseIsOnItsWayDoesNotBegin() throws InterruptedException {
		this.workers.applicationCloses();
		Thread add = send(() -> this.workers.add("late", this.worker));
		this.release.countDown();
		add.join();
		this.workers.start("late");
		this.supervision.settle();
		assertThat(this.supervision.snapshot("late").incarnation()).isZero();
		assertThat(this.worker.calls).isEmpty();
	}

	/** Sends a command, and waits until it is on its way. */
	private static Thread send(Runnable command) {
		Thread sending = Supervision.daemon(command);
		sending.start();
		Awaitility.await().until(() -> sending.getState() == Thread.State.WAITING);
		return sending;
	}

	private Thread thread(Runnable runnable) {
		this.held.countDown();
		ScriptedWorker.awaitStubbornly(this.release);
		return Supervision.daemon(runnable);
	}

}
