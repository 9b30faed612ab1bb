package io.workerlifecycle.autoconfigure.process;

/**
 * Where the signals to the process come from.
 */
interface SignalSource {

	/**
	 * Wants a signal from now on, in the place of whoever had it.
	 * @param name its name, without {@code SIG}
	 * @param action what to do each time it comes; called on a thread of the source,
	 * several at once
	 * @return what came of it
	 */
	SignalAnswer take(String name, Runnable action);

}
