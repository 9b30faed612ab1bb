package io.workerlifecycle.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.job.JobContext;

/**
 * Puts findings into the queue, many at a time, until the job is to stop. None waits long
 * for others. Who takes none any more flushes. For one walk and one thread.
 */
final class QueueTaker implements FindingTaker {

	private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private final FindingQueue queue;

	private final JobContext context;

	private final Clock clock;

	private final List<Finding> waiting = new ArrayList<>();

	/** When the first of them came. Changed only by the walking thread. */
	private Instant since = Instant.MAX;

	QueueTaker(FindingQueue queue, JobContext context, Clock clock) {
		this.queue = queue;
		this.context = context;
		this.clock = clock;
	}

	@Override
	public boolean take(Finding finding) {
		if (this.waiting.isEmpty()) {
			this.since = this.clock.instant();
		}
		this.waiting.add(finding);
		return this.waiting.size() < this.queue.atOnce() || flush();
	}

	@Override
	public boolean wantsMore() {
		return (!isDue() || flush()) && !this.context.isStopRequested();
	}

	private boolean isDue() {
		return !this.waiting.isEmpty() && this.clock.instant().isAfter(this.since.plus(LONGEST_WAIT));
	}

	/**
	 * Puts what waits here into the queue, also when the job is to stop, if there is
	 * room.
	 * @return false if some were given up; a later scan finds them again
	 */
	boolean flush() {
		List<Finding> findings = List.copyOf(this.waiting);
		this.waiting.clear();
		return this.queue.put(findings, this.context::isStopRequested);
	}

}
