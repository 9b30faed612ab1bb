package io.workerlifecycle.thread;

import java.util.Arrays;

/**
 * Tells whether a thread is itself what stops the application: it closes the context, or
 * waits in {@code System.exit} for the shutdown hooks. Such a thread ends only after the
 * stop, so the stop must not wait for it, nor interrupt it.
 *
 * @since 0.1.0
 */
public final class StopOrigin {

	private StopOrigin() {
	}

	/**
	 * Looks at a thread.
	 * @param candidate the thread
	 * @param stopping the thread on which Spring stops its beans
	 * @return true if the stop comes from the candidate
	 */
	public static boolean is(Thread candidate, Thread stopping) {
		return candidate == stopping || Arrays.stream(candidate.getStackTrace()).anyMatch(StopOrigin::isExit);
	}

	private static boolean isExit(StackTraceElement frame) {
		return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
	}

}
