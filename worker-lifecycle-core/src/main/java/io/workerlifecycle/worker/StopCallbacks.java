package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.time.Timer;

/**
 * Whom to tell that a worker has stopped; each exactly once. They are told on the event
 * thread, behind the events of the stop itself. A listener that hangs there holds them up
 * for two seconds and no longer.
 * <p>
 * Used on the supervisor's thread only.
 */
final class StopCallbacks {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final SupervisorPorts ports;

	private final List<Runnable> waiting = new ArrayList<>();

	StopCallbacks(SupervisorPorts ports) {
		this.ports = ports;
	}

	void add(Runnable callback) {
		this.waiting.add(callback);
	}

	void fire() {
		List<Runnable> due = List.copyOf(this.waiting);
		this.waiting.clear();
		due.forEach(this::fire);
	}

	private void fire(Runnable callback) {
		AtomicBoolean called = new AtomicBoolean();
		Runnable once = () -> {
			if (called.compareAndSet(false, true)) {
				callback.run();
			}
		};
		Timer limit = this.ports.time().schedule(LIMIT, once);
		// Over the notices, so that the events of this stop are on their way before.
		this.ports.notices().execute(() -> this.ports.events().execute(() -> {
			limit.cancel();
			once.run();
		}));
	}

}
