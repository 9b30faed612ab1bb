package io.workerlifecycle.job;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns when executions wait for a thread, naming the jobs that hold all of them: after a
 * second, and then once a minute at most. There is one timer while somebody waits, and
 * none where nobody does.
 */
final class PoolWatch {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	/** So long a wait for a thread is nothing to speak of. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration SILENCE = Duration.ofMinutes(1);

	/** More names than these help nobody. */
	private static final int MOST_NAMES = 10;

	private final JobThreads threads;

	private final TimeSource time;

	private final ExecutionWatch clock;

	private final AtomicBoolean armed = new AtomicBoolean();

	/** Written by whoever armed it; null before the first warning. */
	private volatile @Nullable Long warnedNanos;

	PoolWatch(JobThreads threads, TimeSource time, ExecutionWatch clock) {
		this.threads = threads;
		this.time = time;
		this.clock = clock;
	}

	/** Looks whether anybody waits. */
	void look() {
		if (!this.armed.get() && this.threads.longestWaiting() != null && this.armed.compareAndSet(false, true)) {
			this.clock.later(PATIENCE, this::check);
		}
	}

	private void check() {
		JobThreads.Task longest = this.threads.longestWaiting();
		if (longest == null) {
			this.armed.set(false);
			look();
			return;
		}
		Duration pause = untilWarning(longest);
		if (pause.compareTo(Duration.ZERO) <= 0) {
			warn(longest);
			pause = SILENCE;
		}
		this.clock.later(pause, this::check);
	}

	private Duration untilWarning(JobThreads.Task longest) {
		Duration patience = PATIENCE.minus(since(longest.sinceNanos()));
		Long warned = this.warnedNanos;
		Duration silence = (warned != null) ? SILENCE.minus(since(warned)) : Duration.ZERO;
		return (patience.compareTo(silence) > 0) ? patience : silence;
	}

	private void warn(JobThreads.Task longest) {
		this.warnedNanos = this.time.nanoTime();
		JobThreads.Use use = this.threads.use();
		logger.warn("Jobs wait for a thread: " + use.waiting() + ", of which '" + longest.execution().jobName()
				+ "' waits longest, for " + text(since(longest.sinceNanos())) + ". All threads there may be ("
				+ use.most() + ") are held, by " + names(use.holding()) + ". Make these shorter, or allow more than "
				+ use.most() + " with worker-lifecycle.job-executor.max-concurrency.");
	}

	private String names(List<JobThreads.Task> holding) {
		String names = holding.stream().limit(MOST_NAMES).map(this::name).collect(Collectors.joining(", "));
		int more = holding.size() - MOST_NAMES;
		return (more > 0) ? names + " and " + more + " more" : names;
	}

	private String name(JobThreads.Task holder) {
		return "'" + holder.execution().jobName() + "' for " + text(holder.execution().age(this.time));
	}

	private Duration since(long nanos) {
		return Duration.ofNanos(this.time.nanoTime() - nanos);
	}

	private static String text(Duration duration) {
		return JobDuration.text(duration.truncatedTo(ChronoUnit.MILLIS));
	}

}
