package io.workerlifecycle.job;

/**
 * What came of opening a job state file.
 */
sealed interface JobStateOpening {

	/**
	 * The file is this caller's, until it is closed.
	 */
	record Opened(JobStateFile file) implements JobStateOpening {
	}

	/**
	 * Another has the file: another process, or another context of this one.
	 *
	 * @param fact who has it, a sentence that names the file
	 * @param wayOut what to do about it, a sentence
	 */
	record InUse(String fact, String wayOut) implements JobStateOpening {
	}

}
