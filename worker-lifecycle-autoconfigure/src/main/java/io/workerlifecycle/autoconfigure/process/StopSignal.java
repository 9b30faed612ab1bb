package io.workerlifecycle.autoconfigure.process;

/**
 * A signal that asks a process to stop.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 */
enum StopSignal {

	/** Sent by service managers and containers. */
	TERM(15),

	/** Sent by Ctrl-C. */
	INT(2);

	/** Shells add this to the number of the signal that ended a process. */
	private static final int OFFSET = 128;

	private final int number;

	StopSignal(int number) {
		this.number = number;
	}

	/** With which a process ends that obeys it, as every JVM does. */
	int exitCode() {
		return OFFSET + this.number;
	}

}
