package io.workerlifecycle.test;

/**
 * A signal that a test sends to an {@link ApplicationProcess}.
 *
 * @since 0.1.0
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 */
public enum Signal {

	/** Asks to end, as service managers and containers do. */
	TERM,

	/** Asks to end, as Ctrl-C does. */
	INT,

	/** The terminal is gone; daemons take it as "read your configuration again". */
	HUP,

	/** The first of the two that are there for applications. */
	USR1,

	/** Ends at once; the process cannot notice. */
	KILL,

	/** Freezes all threads until {@link #CONT}; the process cannot notice. */
	STOP,

	/** Goes on after {@link #STOP}. */
	CONT

}
