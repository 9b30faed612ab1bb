package io.workerlifecycle.sample;

/**
 * What happened to a file.
 */
enum ChangeKind {

	/**
	 * It was not there before.
	 */
	ADDED,

	/**
	 * Its content is another.
	 */
	CHANGED,

	/**
	 * It is not there any more.
	 */
	REMOVED

}
