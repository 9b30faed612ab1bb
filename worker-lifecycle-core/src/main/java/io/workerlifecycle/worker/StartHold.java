package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Who waits for a worker to be {@link WorkerState#RUNNING}; each is told exactly once.
 * Used on the supervisor's thread only.
 */
final class StartHold {

	private final SupervisorPorts ports;

	private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

	StartHold(SupervisorPorts ports) {
		this.ports = ports;
	}

	/**
	 * Adds somebody who waits, retries of the start included.
	 * @param running completed with whether the worker is running
	 * @param limit how long to wait
	 */
	void add(CompletableFuture<Boolean> running, Duration limit) {
		this.waiting.add(running);
		this.ports.after(limit, () -> running.complete(false));
	}

	/**
	 * The worker is running, or will not be by itself.
	 */
	void tell(boolean running) {
		this.waiting.forEach((each) -> each.complete(running));
		this.waiting.clear();
	}

}
