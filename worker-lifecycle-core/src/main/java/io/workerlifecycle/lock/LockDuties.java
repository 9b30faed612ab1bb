package io.workerlifecycle.lock;

import java.nio.file.Path;

/**
 * What has to be done for a file while nobody else can have it: by the first that gets
 * its lock, and by the last that gives it back. Called under the guard of all locks of
 * this process, so it is short and takes no lock itself.
 *
 * @since 0.1.0
 */
public interface LockDuties {

	/**
	 * This process has just got the lock.
	 * @param file the guarded file, without links in its path
	 */
	void taken(Path file);

	/**
	 * This process is about to give the lock back.
	 * @param file the guarded file, without links in its path
	 */
	void givingBack(Path file);

}
