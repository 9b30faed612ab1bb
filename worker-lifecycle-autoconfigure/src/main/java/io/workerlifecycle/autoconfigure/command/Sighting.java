package io.workerlifecycle.autoconfigure.command;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the instance that runs.
 */
sealed interface Sighting {

	/**
	 * No instance runs.
	 *
	 * @param pidFileLeft whether one has left its PID file, as after a kill
	 */
	record Absent(boolean pidFileLeft) implements Sighting {
	}

	/**
	 * An instance runs, and this is its process.
	 *
	 * @param process the process
	 * @param since when it got the lock, {@code null} if that is not known
	 */
	record Running(HolderProcess process, @Nullable Instant since) implements Sighting {
	}

	/**
	 * An instance runs, but nobody here can say which process it is.
	 *
	 * @param reason why, the end of a sentence without its full stop
	 */
	record Hidden(String reason) implements Sighting {
	}

}
