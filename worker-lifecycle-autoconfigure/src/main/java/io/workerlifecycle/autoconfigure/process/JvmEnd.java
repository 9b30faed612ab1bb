package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.lock.LockRegistry;

/**
 * The end of the virtual machine.
 */
record JvmEnd() implements ProcessEnd {

	@Override
	public void exit(int code) {
		System.exit(code);
	}

	@Override
	public void putAway() {
		LockRegistry.JVM.processEnds();
	}

	@Override
	public void halt(int code) {
		Runtime.getRuntime().halt(code);
	}

}
