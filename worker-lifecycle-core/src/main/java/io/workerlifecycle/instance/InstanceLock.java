package io.workerlifecycle.instance;

import java.nio.file.Path;

import io.workerlifecycle.lock.GuardedFile;
import io.workerlifecycle.lock.LockHolding;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockRegistry;

/**
 * A lock that one process at a time can hold, beside a PID file. The lock is on a sibling
 * of it, {@code <pid-file>.lock}: an empty file that nothing else opens and that is never
 * deleted. The operating system gives the lock back when the process ends, however it
 * ends, so nothing stale can be left behind; the PID file is only information.
 * <p>
 * All that ask for the same file in one process share the lock; with the last hold that
 * is closed, the PID file is removed if it names this process. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl
 * locking(2)</a>
 */
public final class InstanceLock {

	private final PidFile pidFile;

	/**
	 * Names the file; nothing is touched yet.
	 * @param pidFile the path of the PID file, relative to the working directory if not
	 * absolute
	 */
	public InstanceLock(Path pidFile) {
		this.pidFile = new PidFile(pidFile);
	}

	/**
	 * The PID file beside the lock.
	 * @return the file, with an absolute path
	 */
	public PidFile pidFile() {
		return this.pidFile;
	}

	/**
	 * Tries once to take the lock, and does not wait for it. Who gets it first finds no
	 * PID file any more: one that was there was of a process that has ended.
	 * @return what came of it
	 */
	public LockOutcome tryAcquire() {
		return LockRegistry.JVM.share(guardedFile(), new PidFileDuties());
	}

	/**
	 * Whether this process holds the lock.
	 * @return true from the first hold that was got to the last that is closed
	 */
	public boolean isHeldHere() {
		return LockRegistry.JVM.holds(guardedFile());
	}

	/**
	 * Asks the operating system who holds the lock at this moment.
	 */
	LockHolding holding() {
		return LockHolding.of(guardedFile());
	}

	private GuardedFile guardedFile() {
		return new GuardedFile(this.pidFile.path(), "PID file", "/run");
	}

}
