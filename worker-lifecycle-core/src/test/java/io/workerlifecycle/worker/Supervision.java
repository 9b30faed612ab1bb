package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.VirtualTimeSource;
import org.awaitility.Awaitility;

/**
 * A supervisor in virtual time, with real threads for the lives.
 */
final class Supervision implements AutoCloseable {

	final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	final KeepAlive keepAlive = new KeepAlive();

	final List<Object> events = new CopyOnWriteArrayList<>();

	final Recorder recorder = new Recorder();

	final WorkerSupervisor supervisor = new WorkerSupervisor(this.time, Supervision::daemon, this.keepAlive,
			this.events::add, List.of(this.recorder));

	WorkerLifecycle register(String name, Worker worker) {
		return register(name, worker, settings(RestartPolicy.ALWAYS));
	}

	WorkerLifecycle register(String name, Worker worker, WorkerSettings settings) {
		return this.supervisor.register(new WorkerDefinition(name, worker, settings));
	}

	static WorkerSettings settings(RestartPolicy policy) {
		return settings(policy, 3);
	}

	static WorkerSettings settings(RestartPolicy policy, int maxRestarts) {
		RestartSettings restart = new RestartSettings(policy, maxRestarts, Duration.ofMinutes(10),
				Duration.ofSeconds(1), 2, Duration.ofSeconds(60), 0);
		return new WorkerSettings(true, true, 0, false, Duration.ofSeconds(10), restart);
	}

	WorkerSnapshot snapshot(String name) {
		return this.supervisor.find(name).orElseThrow();
	}

	WorkerSnapshot await(String name, Predicate<WorkerSnapshot> condition) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(2))
			.pollDelay(Duration.ZERO)
			.until(() -> snapshot(name), condition);
	}

	WorkerSnapshot await(String name, WorkerState state) {
		return await(name, (snapshot) -> snapshot.state() == state);
	}

	List<WorkerState> statesOf(String name) {
		return snapshot(name).history().stream().map(WorkerTransition::to).toList();
	}

	/**
	 * Waits until the supervisor has worked through everything that was sent to it
	 * before.
	 */
	void settle() {
		String name = "settle" + this.supervisor.list().size();
		WorkerSettings manual = new WorkerSettings(false, false, 0, false, Duration.ZERO, RestartSettings.STANDARD);
		register(name, idle(), manual).start();
	}

	@Override
	public void close() {
		this.supervisor.close();
	}

	static Thread daemon(Runnable runnable) {
		Thread thread = new Thread(runnable);
		thread.setDaemon(true);
		return thread;
	}

	/** A worker that does nothing until it is told to stop. */
	static Worker idle() {
		return (context) -> {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
		};
	}

	static final class Recorder implements WorkerObserver {

		final List<WorkerTransition> transitions = new CopyOnWriteArrayList<>();

		final List<Duration> delays = new CopyOnWriteArrayList<>();

		final AtomicInteger gaveUp = new AtomicInteger();

		final List<String> interruptedStacks = new CopyOnWriteArrayList<>();

		final List<WorkerFailure> cleanUpFailures = new CopyOnWriteArrayList<>();

		@Override
		public void changed(WorkerSnapshot worker, WorkerTransition transition) {
			this.transitions.add(transition);
		}

		@Override
		public void restartScheduled(WorkerSnapshot worker, Duration delay) {
			this.delays.add(delay);
		}

		@Override
		public void gaveUp(WorkerSnapshot worker) {
			this.gaveUp.incrementAndGet();
		}

		@Override
		public void interrupted(WorkerSnapshot worker) {
			this.interruptedStacks.add(String.valueOf(worker.stack()));
		}

		@Override
		public void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
			this.cleanUpFailures.add(failure);
		}

	}

}
