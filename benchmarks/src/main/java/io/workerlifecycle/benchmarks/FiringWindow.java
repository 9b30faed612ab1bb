package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The seconds whose firings count. None, until it is opened.
 */
final class FiringWindow {

	private static final long SECOND = 1_000_000_000;

	/** So long before a second the burst of the one before should be over. */
	private static final Duration BETWEEN_BURSTS = Duration.ofMillis(300);

	private final int seconds;

	private volatile long fromNanos = Long.MAX_VALUE;

	FiringWindow(int seconds) {
		this.seconds = seconds;
	}

	int seconds() {
		return this.seconds;
	}

	boolean contains(long dueNanos) {
		long from = this.fromNanos;
		return dueNanos >= from && dueNanos - from < this.seconds * SECOND;
	}

	/**
	 * Opens at a whole second, and waits until shortly before it.
	 * @param warmUp seconds that do not count
	 */
	void open(int warmUp) throws InterruptedException {
		Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(warmUp + 1L);
		this.fromNanos = from.getEpochSecond() * SECOND;
		sleepUntil(from.minus(BETWEEN_BURSTS));
	}

	/** Waits until as many seconds have gone by as it has. */
	void awaitEnd() throws InterruptedException {
		sleepUntil(Instant.ofEpochSecond(this.fromNanos / SECOND + this.seconds).minus(BETWEEN_BURSTS));
	}

	private static void sleepUntil(Instant instant) throws InterruptedException {
		Thread.sleep(Math.max(0, Duration.between(Instant.now(), instant).toMillis()));
	}

}
