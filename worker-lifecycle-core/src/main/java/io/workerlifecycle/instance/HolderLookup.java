package io.workerlifecycle.instance;

import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.instance.HolderSighting.Seen;
import io.workerlifecycle.instance.HolderSighting.Unseen;
import io.workerlifecycle.lock.LockHolding;
import io.workerlifecycle.lock.LockHolding.By;
import io.workerlifecycle.lock.LockHolding.NotSeen;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who holds a lock that was refused. Where the operating system says who, the
 * PID file only adds since when. Elsewhere the PID file is believed if it names a process
 * that can be the holder; the winner of a race writes it a moment after it took the lock,
 * so it is worth to wait for it a little. Blocks the caller's thread.
 *
 * @since 0.1.0
 */
public final class HolderLookup {

	private static final Duration STEP = Duration.ofMillis(20);

	private final InstanceLock lock;

	private final TimeSource time;

	/**
	 * Looks at a lock.
	 * @param lock the lock that was refused
	 * @param time what to wait by
	 */
	public HolderLookup(InstanceLock lock, TimeSource time) {
		this.lock = lock;
		this.time = time;
	}

	/**
	 * Waits until the holder is known. An interrupt ends the wait and keeps its flag.
	 * @param limit how long to wait at most
	 * @return who it is at the end
	 */
	public HolderSighting await(Duration limit) {
		Pause pause = new Pause(this.time);
		long startNanos = this.time.nanoTime();
		HolderSighting sighting = look();
		while (sighting == null && this.time.nanoTime() - startNanos < limit.toNanos() && pause.of(STEP)) {
			sighting = look();
		}
		return (sighting != null) ? sighting : new Unseen(this.lock.pidFile().read());
	}

	/**
	 * Looks once.
	 * @return who it is, or {@code null} as long as waiting may tell more
	 */
	@Nullable HolderSighting look() {
		LockHolding holding = this.lock.holding();
		LockHolder claim = this.lock.pidFile().read();
		if (holding instanceof By by) {
			return seen(by.pid(), claim);
		}
		if (holding instanceof NotSeen) {
			return new Unseen(claim);
		}
		return (claim != null && claim.canBeTrue()) ? seen(claim.pid(), claim) : null;
	}

	private static Seen seen(long pid, @Nullable LockHolder claim) {
		ProcessHandle.Info process = ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
		String program = (process != null) ? new ProgramName(process).text() : null;
		boolean written = claim != null && claim.pid() == pid;
		return new Seen(pid, (claim != null && written) ? claim.since() : start(process), program);
	}

	private static @Nullable Instant start(ProcessHandle.@Nullable Info process) {
		return (process != null) ? process.startInstant().orElse(null) : null;
	}

}
