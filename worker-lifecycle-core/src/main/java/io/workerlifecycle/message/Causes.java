package io.workerlifecycle.message;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A failure counts as what it is and as each of its causes.
 */
final class Causes {

	/** Causes that go round in a circle must not keep a lane for ever. */
	private static final int DEPTH = 100;

	private Causes() {
	}

	/** Whether a failure, or one of its causes, is of one of these types. */
	static boolean include(Throwable failure, Collection<Class<? extends Throwable>> types) {
		Throwable cause = failure;
		for (int i = 0; i < DEPTH && cause != null; i++) {
			if (isOneOf(cause, types)) {
				return true;
			}
			cause = of(cause);
		}
		return false;
	}

	/** The cause of a failure, as far as its code, which may fail too, can tell. */
	static @Nullable Throwable of(Throwable failure) {
		try {
			return failure.getCause();
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			return null;
		}
	}

	private static boolean isOneOf(Throwable cause, Collection<Class<? extends Throwable>> types) {
		for (Class<? extends Throwable> type : types) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

}
