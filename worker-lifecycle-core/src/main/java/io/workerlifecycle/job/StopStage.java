package io.workerlifecycle.job;

/**
 * How far an execution is on its way out, from outside. It only goes forward, and of the
 * interrupts the first counts.
 */
enum StopStage {

	/** Nobody wants it to end. */
	NONE,

	/** It was asked to. */
	REQUESTED,

	/** It was interrupted, since the application stops. */
	STOPPED,

	/** It was interrupted, since somebody wanted it. */
	CANCELLED,

	/** It was interrupted, since it took too long. */
	TIMED_OUT;

	boolean isInterrupted() {
		return this.compareTo(REQUESTED) > 0;
	}

	/** Whether it may become the other. */
	boolean leadsTo(StopStage other) {
		return !isInterrupted() && other.compareTo(this) > 0;
	}

}
