package io.workerlifecycle.sample;

/**
 * Why a path could not be looked at as it should. None of them stops anything.
 */
enum TroubleKind {

	/**
	 * No permission, or an error of the device.
	 */
	UNREADABLE,

	/**
	 * A link that leads back to itself, or to a directory above it.
	 */
	LOOP,

	/**
	 * It was there when the directory was listed, and gone when it was opened.
	 */
	VANISHED,

	/**
	 * It was written to while it was read; it is read again soon, at the latest after the
	 * next scan.
	 */
	CHANGED_WHILE_READING,

	/**
	 * Its content changed, its size and time did not: bit rot, or tampering.
	 */
	ALTERED

}
