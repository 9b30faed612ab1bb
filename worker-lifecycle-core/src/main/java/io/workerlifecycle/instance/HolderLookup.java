package io.workerlifecycle.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who holds a lock that was refused. The winner of a race writes its process id
 * a moment after it took the lock, so it is worth to wait for it a little. Blocks the
 * caller's thread.
 *
 * @since 0.1.0
 */
public final class HolderLookup {

	private static final Duration STEP = Duration.ofMillis(20);

	private final PidFile pidFile;

	private final TimeSource time;

	/**
	 * Looks into a PID file.
	 * @param pidFile the file beside the lock
	 * @param time what to wait by
	 */
	public HolderLookup(PidFile pidFile, TimeSource time) {
		this.pidFile = pidFile;
		this.time = time;
	}

	/**
	 * Waits until the file names a process that can be seen. An interrupt ends the wait
	 * and keeps its flag.
	 * @param limit how long to wait at most
	 * @return whom the file names at the end, which may be a process that cannot be seen
	 * from here; {@code null} if it names none
	 */
	public @Nullable LockHolder await(Duration limit) {
		long startNanos = this.time.nanoTime();
		LockHolder holder = this.pidFile.read();
		while ((holder == null || !holder.isVisible()) && this.time.nanoTime() - startNanos < limit.toNanos()
				&& pause()) {
			holder = this.pidFile.read();
		}
		return holder;
	}

	private boolean pause() {
		CountDownLatch latch = new CountDownLatch(1);
		this.time.schedule(STEP, latch::countDown);
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
