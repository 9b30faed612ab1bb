package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

import io.workerlifecycle.autoconfigure.command.Sighting.Absent;
import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.instance.HolderLookup;
import io.workerlifecycle.instance.HolderSighting;
import io.workerlifecycle.instance.HolderSighting.Seen;
import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.time.TimeSource;

/**
 * The instance that runs, as another process sees it. Whether one runs, the lock alone
 * says.
 *
 * @param lock its lock, which is not taken
 * @param time what to wait by
 */
record InstanceView(InstanceLock lock, TimeSource time) {

	/** Who has just got the lock needs a moment to write its PID. */
	private static final Duration HOLDER_LIMIT = Duration.ofSeconds(2);

	Path pidFile() {
		return this.lock.pidFile().path();
	}

	/**
	 * Looks for the instance.
	 * @return what is seen of it
	 * @throws IOException if it cannot be told whether one runs
	 */
	Sighting look() throws IOException {
		if (!isLockHeld()) {
			return absent();
		}
		HolderSighting holder = new HolderLookup(this.lock, this.time).await(HOLDER_LIMIT);
		// It may have ended meanwhile.
		return isLockHeld() ? seen(holder) : absent();
	}

	boolean isLockHeld() throws IOException {
		return LockProbe.beside(pidFile()).isHeld();
	}

	ProcessStatus status() {
		return ProcessStatus.beside(pidFile());
	}

	private Absent absent() {
		return new Absent(Files.isRegularFile(pidFile(), LinkOption.NOFOLLOW_LINKS));
	}

	private Sighting seen(HolderSighting holder) throws IOException {
		if (!(holder instanceof Seen seen)) {
			return new Hidden("its process cannot be seen from here; it may run in another container");
		}
		ProcessHandle handle = ProcessHandle.of(seen.pid()).orElse(null);
		if (handle == null) {
			return new Hidden("its process " + seen.pid() + " cannot be seen from here");
		}
		HolderProcess process = new HolderProcess(handle, LockProbe.beside(pidFile()).lockFile());
		return process.mayHaveTheLock() ? new Running(process, seen.since()) : new Hidden("process " + seen.pid()
				+ ", which the PID file names, does not have the lock; " + "the instance may run in another container");
	}

}
