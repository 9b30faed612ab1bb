package io.workerlifecycle.lock;

/**
 * What the operating system says about who holds the lock of a file. Unlike what stands
 * in a file, nobody can make it up.
 *
 * @since 0.1.0
 */
public sealed interface LockHolding {

	/**
	 * A process that can be seen from here holds it.
	 *
	 * @param pid its process id, as it is here
	 */
	record By(long pid) implements LockHolding {
	}

	/**
	 * No process that can be seen from here holds it: it is one in another container or
	 * on another machine, or it has just ended.
	 */
	record NotSeen() implements LockHolding {
	}

	/**
	 * There is nobody to ask, which is so on all systems but Linux.
	 */
	record Unknown() implements LockHolding {
	}

	/**
	 * Asks the system. Opens neither of the two files.
	 * @param file the guarded file
	 * @return what it says at this moment
	 */
	static LockHolding of(GuardedFile file) {
		return LockTable.LINUX.holding(file.lockFile());
	}

}
