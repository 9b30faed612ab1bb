package io.workerlifecycle.worker;

import java.util.concurrent.Executor;

/**
 * Gives up the place of a worker among the life cycles of its application when the worker
 * is forgotten.
 */
record WorkerRemoval(WorkerHost host, Executor events) implements WorkerObserver {

	@Override
	public void removed(WorkerSnapshot worker) {
		// The application's own locks may be held for long.
		this.events.execute(() -> this.host.removed(worker.name()));
	}

}
