package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a worker keeps its process alive.
 */
@Timeout(60)
class WorkerKeepAliveTests {

	/** Long enough for a thread to end that nothing keeps. */
	private static final long A_WHILE_MILLIS = 200;

	/** Threads of other tests in this process. */
	private final Set<Thread> others = threads();

	private final Supervision supervision = new Supervision();

	@AfterEach
	void close() {
		this.supervision.close();
	}

	@Test
	void workerThatGaveUpDoesNotKeepTheProcessAlive() throws InterruptedException {
		giveUp(GiveUpAction.HEALTH).join();
		assertThat(this.supervision.snapshot("w").gaveUp()).isTrue();
	}

	@Test
	void workerWhoseGivingUpEndsTheProcessKeepsItAliveUntilTheSupervisorIsClosed() throws InterruptedException {
		Thread thread = giveUp(GiveUpAction.EXIT);
		thread.join(A_WHILE_MILLIS);
		assertThat(thread.isAlive()).isTrue();
		this.supervision.close();
		thread.join();
	}

	@Test
	void workerWhoseGivingUpEndsTheProcessKeepsItAliveOnlyThen() throws InterruptedException {
		WorkerLifecycle lifecycle = this.supervision.running("w", Supervision.idle(), settings(GiveUpAction.EXIT));
		Thread thread = thread();
		lifecycle.stop();
		thread.join();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(WorkerState.STOPPED);
	}

	/** Lets a worker give up, and finds the thread that kept the process alive for it. */
	private Thread giveUp(GiveUpAction action) {
		WorkerLifecycle lifecycle = this.supervision.running("w", (context) -> {
			context.awaitStop(Duration.ofSeconds(1));
			throw new IOException("broken");
		}, settings(action));
		assertThat(lifecycle.isRunning()).isTrue();
		Thread thread = thread();
		Awaitility.await().until(() -> this.supervision.time.pendingTimers() > 0);
		this.supervision.pass(Duration.ofSeconds(1));
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		return thread;
	}

	private Thread thread() {
		return threads().stream().filter((thread) -> !this.others.contains(thread)).findAny().orElseThrow();
	}

	private static WorkerSettings settings(GiveUpAction action) {
		return new SettingsBuilder().restart(RestartPolicy.NEVER, 0).onGiveUp(action).build();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("worker-lifecycle-keep-alive"))
			.collect(Collectors.toSet());
	}

}
