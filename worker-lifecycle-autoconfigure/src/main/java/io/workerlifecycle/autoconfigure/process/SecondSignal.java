package io.workerlifecycle.autoconfigure.process;

/**
 * What a second signal to stop does, while the first is being obeyed.
 */
enum SecondSignal {

	/** Ends the process at once. */
	HALT,

	/** Nothing. */
	IGNORE

}
