package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

import io.workerlifecycle.autoconfigure.command.Sighting.Absent;
import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.instance.HolderLookup;
import io.workerlifecycle.instance.LockHolder;
import io.workerlifecycle.instance.PidFile;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The instance that runs, as another process sees it. Whether one runs, the lock alone
 * says.
 *
 * @param pidFile its PID file
 * @param time what to wait by
 */
record InstanceView(PidFile pidFile, TimeSource time) {

	/** Who has just got the lock needs a moment to write its PID. */
	private static final Duration HOLDER_LIMIT = Duration.ofSeconds(2);

	Path path() {
		return this.pidFile.path();
	}

	/**
	 * Looks for the instance.
	 * @return what is seen of it
	 * @throws IOException if it cannot be told whether one runs
	 */
	Sighting look() throws IOException {
		LockHolder holder = isLockHeld() ? new HolderLookup(this.pidFile, this.time).await(HOLDER_LIMIT) : null;
		if (!isLockHeld()) {
			return new Absent(Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS));
		}
		return seen(holder);
	}

	boolean isLockHeld() throws IOException {
		return LockProbe.beside(path()).isHeld();
	}

	ProcessStatus status() {
		return ProcessStatus.beside(path());
	}

	private Sighting seen(@Nullable LockHolder holder) throws IOException {
		if (holder == null) {
			return new Hidden("its PID file " + path() + " cannot be read");
		}
		ProcessHandle handle = ProcessHandle.of(holder.pid()).orElse(null);
		if (handle == null) {
			return new Hidden("process " + holder.pid() + ", which the PID file names, cannot be seen from here; "
					+ "it may run in another container");
		}
		HolderProcess process = new HolderProcess(handle, LockProbe.beside(path()).lockFile());
		try {
			return process.hasLockFileOpen() ? new Running(process, holder.since())
					: new Hidden("process " + holder.pid() + ", which the PID file names, does not have the lock here; "
							+ "the instance may run in another container");
		}
		catch (AccessDeniedException ex) {
			return new Hidden("process " + holder.pid() + ", which the PID file names, belongs to another user");
		}
	}

}
