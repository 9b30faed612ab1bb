package io.workerlifecycle.autoconfigure.process;

/**
 * The signal that asks for a reload of the configuration.
 */
enum ReloadSignal {

	/** What daemons take as "read your configuration again". */
	HUP,

	/** The first of the two that are there for applications. */
	USR1,

	/** No signal. */
	NONE

}
