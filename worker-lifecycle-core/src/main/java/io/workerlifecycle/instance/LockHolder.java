package io.workerlifecycle.instance;

import java.time.Instant;

/**
 * Who holds a lock, by its PID file. The content of that file is a hint for people: it
 * comes from outside, and in another container the same number means another process.
 *
 * @param pid the process id
 * @param since when the PID file was written
 * @since 0.1.0
 */
public record LockHolder(long pid, Instant since) {

	boolean isVisible() {
		return ProcessHandle.of(this.pid).isPresent();
	}

}
