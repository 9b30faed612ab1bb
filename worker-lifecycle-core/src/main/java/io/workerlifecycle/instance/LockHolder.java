package io.workerlifecycle.instance;

import java.time.Duration;
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

	/** The start of a process is told in seconds since the machine has started. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	/**
	 * Whether the id is that of a process here that can have written the file. This
	 * process and its parent have the lowest numbers in a container, as the holder has in
	 * its own; a thread has a number too; and who started after the file was written did
	 * not write it.
	 */
	boolean canBeTrue() {
		long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
		return this.pid != ProcessHandle.current().pid() && this.pid != parent && ProcessHandle.of(this.pid).isPresent()
				&& ProcessHandle.allProcesses().anyMatch(this::isMeant);
	}

	private boolean isMeant(ProcessHandle process) {
		return process.pid() == this.pid && process.info()
			.startInstant()
			.map((start) -> !start.isAfter(this.since.plus(TOLERANCE)))
			.orElse(true);
	}

}
