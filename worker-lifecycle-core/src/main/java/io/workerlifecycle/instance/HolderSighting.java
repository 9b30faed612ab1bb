package io.workerlifecycle.instance;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock that was refused, as far as it can be seen from here. For people only:
 * nothing is decided by it.
 *
 * @since 0.1.0
 */
public sealed interface HolderSighting {

	/**
	 * A process that can be seen from here.
	 *
	 * @param pid its process id
	 * @param since when it wrote the PID file; when it started, if it has not yet;
	 * {@code null} if neither is known
	 * @param program what it runs, without its arguments; {@code null} if that cannot be
	 * seen
	 */
	record Seen(long pid, @Nullable Instant since, @Nullable String program) implements HolderSighting {
	}

	/**
	 * No process that can be seen from here, as one in another container.
	 *
	 * @param claim whom the PID file names, by a number that means nothing here;
	 * {@code null} if it names none
	 */
	record Unseen(@Nullable LockHolder claim) implements HolderSighting {
	}

}
