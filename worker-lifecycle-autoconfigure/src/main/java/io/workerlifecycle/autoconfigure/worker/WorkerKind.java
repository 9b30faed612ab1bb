package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.autoconfigure.properties.KeysOfSome;
import io.workerlifecycle.worker.WorkerAdapter;

/**
 * A kind of worker with a form and settings of its own, which are said where those of all
 * workers are: in {@code worker-lifecycle.workers.<name>} and
 * {@code worker-lifecycle.worker-defaults}.
 *
 * @since 0.1.0
 */
public interface WorkerKind extends WorkerAdapter {

	/**
	 * The keys of its settings, and the workers that have them: those that were adapted.
	 * @return the keys, of a record whose components may be null
	 */
	KeysOfSome keys();

}
