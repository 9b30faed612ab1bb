package io.workerlifecycle.sample;

import java.nio.file.NotDirectoryException;

import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerLifecycleInterceptor;

/**
 * Lets no worker start while the tree is away, as on a disk that is not mounted: all its
 * files would look removed.
 *
 * @param tree the tree
 */
record TreeGuard(WatchedTree tree) implements WorkerLifecycleInterceptor {

	@Override
	public void beforeStart(WorkerContext context) throws NotDirectoryException {
		this.tree.requirePresent();
	}

}
