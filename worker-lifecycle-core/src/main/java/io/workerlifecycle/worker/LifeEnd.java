package io.workerlifecycle.worker;

/**
 * Why a life ends, or will.
 */
enum LifeEnd {

	/** Nothing ends it. */
	OPEN,

	/** Somebody asked it to. */
	ASKED,

	/** It failed, in the eyes of the supervisor or by itself. */
	FAILED,

	/** It failed in a way that another life would not mend. */
	FATAL;

	/**
	 * What a failure of users' code means. A stack that overflows is mended by returning;
	 * whatever else the virtual machine itself complains of is not.
	 */
	static LifeEnd by(Throwable failure) {
		boolean fatal = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
		return fatal ? FATAL : FAILED;
	}

}
