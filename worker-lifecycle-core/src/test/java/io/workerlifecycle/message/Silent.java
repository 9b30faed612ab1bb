package io.workerlifecycle.message;

/**
 * An exception whose own code fails.
 */
final class Silent extends Exception {

	private static final long serialVersionUID = 1L;

	@Override
	public synchronized Throwable getCause() {
		throw new UnsupportedOperationException("no cause");
	}

	@Override
	public StackTraceElement[] getStackTrace() {
		throw new UnsupportedOperationException("no stack");
	}

}
