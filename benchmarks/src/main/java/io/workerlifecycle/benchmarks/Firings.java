package io.workerlifecycle.benchmarks;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The body of one job: notes how late it begins, in the window that is measured, and does
 * nothing else. The executions of one job follow each other.
 */
final class Firings implements Runnable {

	private static final long SECOND = 1_000_000_000;

	/** So much too early still belongs to the second that comes. */
	private static final long EARLY = SECOND / 100;

	private final FiringWindow window;

	private final long phase;

	private final long[] lateness;

	private volatile int count;

	/**
	 * Creates the body of a job.
	 * @param window when to take notes
	 * @param phase nanoseconds of the second at which the job is due
	 */
	Firings(FiringWindow window, long phase) {
		this.window = window;
		this.phase = phase;
		this.lateness = new long[window.seconds()];
	}

	/** For schedulers that do not say for when: the last second that was due. */
	@Override
	public void run() {
		long now = nanos(Instant.now());
		note(now, now - Math.floorMod(now - this.phase + EARLY, SECOND) + EARLY);
	}

	/** For schedulers that say for when. */
	void run(Instant due) {
		note(nanos(Instant.now()), nanos(due));
	}

	LongStream latenessNanos() {
		return Arrays.stream(this.lateness, 0, this.count);
	}

	private void note(long now, long due) {
		int next = this.count;
		if (this.window.contains(due) && next < this.lateness.length) {
			this.lateness[next] = now - due;
			this.count = next + 1;
		}
	}

	private static long nanos(Instant instant) {
		return instant.getEpochSecond() * SECOND + instant.getNano();
	}

}
