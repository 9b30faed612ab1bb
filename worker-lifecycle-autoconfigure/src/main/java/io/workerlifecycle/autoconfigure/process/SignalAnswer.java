package io.workerlifecycle.autoconfigure.process;

/**
 * What came of wanting a signal.
 */
sealed interface SignalAnswer {

	/**
	 * The signal is delivered.
	 *
	 * @param giveBack lets it do again what it did before
	 */
	record Taken(Runnable giveBack) implements SignalAnswer {
	}

	/**
	 * The process was started with the signal ignored, and it stays so.
	 */
	record IgnoredFromStart() implements SignalAnswer {
	}

	/**
	 * The virtual machine keeps the signal for itself, or leaves it to the operating
	 * system.
	 */
	record Refused() implements SignalAnswer {
	}

	/**
	 * The operating system knows no such signal.
	 */
	record Unknown() implements SignalAnswer {
	}

	/**
	 * The virtual machine hands out no signals at all.
	 */
	record Unavailable() implements SignalAnswer {
	}

}
