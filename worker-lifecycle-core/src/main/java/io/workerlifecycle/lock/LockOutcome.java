package io.workerlifecycle.lock;

/**
 * What came of trying to take a lock.
 *
 * @since 0.1.0
 */
public sealed interface LockOutcome {

	/**
	 * This process holds the lock.
	 *
	 * @param hold one reference to it, which the caller has to close
	 */
	record Acquired(LockHold hold) implements LockOutcome {
	}

	/**
	 * Another holds the lock: another process, or code in this one that loaded its own
	 * copy of these classes. Trying again later may succeed.
	 */
	record HeldByAnother() implements LockOutcome {
	}

	/**
	 * This process holds the lock already, and it is not shared. Trying again later may
	 * succeed.
	 */
	record HeldHere() implements LockOutcome {
	}

	/**
	 * The place or its file system cannot carry a lock, so nobody knows whether another
	 * has the file.
	 *
	 * @param fact what is wrong, a sentence that names the file
	 * @param wayOut what to do about it, the beginning of a sentence without its full
	 * stop
	 */
	record NotGuaranteed(String fact, String wayOut) implements LockOutcome {
	}

}
