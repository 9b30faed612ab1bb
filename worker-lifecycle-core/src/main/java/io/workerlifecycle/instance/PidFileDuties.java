package io.workerlifecycle.instance;

import java.nio.file.Path;

import io.workerlifecycle.lock.LockDuties;

/**
 * Keeps the PID file and the status file true: who gets the lock removes what an ended
 * process left, and who gives it back removes its own.
 */
record PidFileDuties() implements LockDuties {

	@Override
	public void taken(Path file) {
		new PidFile(file).removeStale();
		StatusFile.of(file).removeStale();
	}

	@Override
	public void givingBack(Path file) {
		StatusFile.of(file).remove();
		new PidFile(file).removeIfNames(ProcessHandle.current().pid());
	}

}
