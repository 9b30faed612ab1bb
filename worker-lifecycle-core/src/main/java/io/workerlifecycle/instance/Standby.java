package io.workerlifecycle.instance;

import java.time.Duration;
import java.util.function.Consumer;

import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.HeldByAnother;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a lock that another process holds. It tries again and again, each time by the
 * path, so that it never gets the lock of a file that has been deleted or replaced
 * meanwhile, and hangs on no file system. Blocks the caller's thread.
 *
 * @since 0.1.0
 */
public final class Standby {

	/** Short beside any start of an application, and long enough to cost nothing. */
	private static final Duration STEP = Duration.ofMillis(50);

	/** The winner of a race needs a moment to write its PID. */
	private static final Duration HOLDER_LIMIT = Duration.ofSeconds(2);

	private final InstanceLock lock;

	private final TimeSource time;

	/**
	 * Waits for a lock.
	 * @param lock the lock
	 * @param time what to wait by
	 */
	public Standby(InstanceLock lock, TimeSource time) {
		this.lock = lock;
		this.time = time;
	}

	/**
	 * Tries to take the lock, and waits while another holds it. An interrupt ends the
	 * wait and keeps its flag.
	 * @param limit how long to wait at most; {@code null} waits for ever
	 * @param waiting told once, as soon as the holder is known, if there is one
	 * @return what came of the last try
	 */
	public LockOutcome await(@Nullable Duration limit, Consumer<HolderSighting> waiting) {
		Pause pause = new Pause(this.time);
		long startNanos = this.time.nanoTime();
		boolean told = false;
		LockOutcome outcome = this.lock.tryAcquire();
		while (outcome instanceof HeldByAnother) {
			Duration waited = Duration.ofNanos(this.time.nanoTime() - startNanos);
			told = told || tell(waiting, waited);
			if ((limit != null && waited.compareTo(limit) >= 0) || !pause.of(STEP)) {
				return outcome;
			}
			outcome = this.lock.tryAcquire();
		}
		return outcome;
	}

	private boolean tell(Consumer<HolderSighting> waiting, Duration waited) {
		HolderLookup lookup = new HolderLookup(this.lock, this.time);
		HolderSighting sighting = lookup.look();
		if (sighting == null && waited.compareTo(HOLDER_LIMIT) < 0) {
			return false;
		}
		waiting.accept((sighting != null) ? sighting : lookup.await(Duration.ZERO));
		return true;
	}

}
