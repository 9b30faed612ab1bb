package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.worker.WorkerSnapshot;

/**
 * What became of a command to a worker.
 */
sealed interface CommandResult {

	/**
	 * It will be done.
	 *
	 * @param worker the worker, as it was when the command had been given
	 */
	record Accepted(WorkerSnapshot worker) implements CommandResult {
	}

	/**
	 * It will not be done.
	 */
	sealed interface Refused extends CommandResult {

		/**
		 * Why not.
		 * @return a sentence for people
		 */
		String reason();

	}

	/**
	 * The worker is in no position to do it.
	 */
	record Unfit(String reason) implements Refused {
	}

	/**
	 * No worker is called so.
	 */
	record NoSuchWorker(String reason) implements Refused {
	}

}
