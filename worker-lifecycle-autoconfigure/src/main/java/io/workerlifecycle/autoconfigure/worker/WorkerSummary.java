package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.Workers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Writes a line about all workers into the log, again and again while the application
 * runs. The clock only hands over; the line is made elsewhere.
 */
final class WorkerSummary implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(WorkerSummary.class);

	private final Workers workers;

	private final TimeSource time;

	private final Duration interval;

	private final Executor line;

	/**
	 * Stands for the lines from one start to its stop, or is {@code null} in between;
	 * written on the threads that start and stop the application.
	 */
	private volatile @Nullable Object series;

	/**
	 * Creates a summary that is not written yet.
	 * @param workers what it is about
	 * @param time where time comes from
	 * @param interval how long it is from line to line; zero for no line at all
	 * @param line runs what it is handed one by one, in order
	 */
	WorkerSummary(Workers workers, TimeSource time, Duration interval, Executor line) {
		this.workers = workers;
		this.time = time;
		this.interval = interval;
		this.line = line;
	}

	@Override
	public void start() {
		Object begun = new Object();
		this.series = begun;
		schedule(begun);
	}

	@Override
	public void stop() {
		this.series = null;
	}

	@Override
	public boolean isRunning() {
		return this.series != null;
	}

	@Override
	public boolean isAutoStartup() {
		return !this.interval.isZero();
	}

	private void schedule(Object begun) {
		this.time.schedule(this.interval, () -> this.line.execute(() -> write(begun)));
	}

	private void write(Object begun) {
		if (this.series == begun) {
			logger.info(WorkerSummaryLine.of(this.workers.list(), this.time.now()));
			schedule(begun);
		}
	}

}
