package io.workerlifecycle.sample;

/**
 * What reading a stored file again has shown.
 */
enum CheckResult {

	/**
	 * The content is the one that is stored.
	 */
	SAME,

	/**
	 * The content is another, and nothing else.
	 */
	ALTERED,

	/**
	 * It could be read once, and cannot now.
	 */
	UNREADABLE,

	/**
	 * It is gone, or looks different: the scan brings it.
	 */
	LEFT_TO_SCAN,

	/**
	 * The check is to end, before this file was read to its end.
	 */
	GIVEN_UP;

	/**
	 * Whether the file is not what it should be.
	 * @return true if people have to look at it
	 */
	boolean isFinding() {
		return this == ALTERED || this == UNREADABLE;
	}

}
