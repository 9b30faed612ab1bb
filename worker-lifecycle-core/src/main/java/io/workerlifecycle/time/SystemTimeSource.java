package io.workerlifecycle.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.thread.DaemonThreads;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The time of the machine, with one daemon thread of Spring's
 * {@link ThreadPoolTaskScheduler} behind the timers. The scheduler is private: as a bean
 * it would stop its timers at the first sign of a stop, when the limits of that very stop
 * are still to be kept, and it would take the place of the user's own.
 *
 * @since 0.1.0
 */
public final class SystemTimeSource implements TimeSource, AutoCloseable {

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	/**
	 * Starts the thread behind the timers.
	 */
	public SystemTimeSource() {
		this.scheduler.setPoolSize(1);
		this.scheduler.setThreadFactory(new DaemonThreads("worker-lifecycle-clock"));
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.scheduler.initialize();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		ScheduledExecutorService clock = this.scheduler.getScheduledExecutor();
		// Converted, not toNanos: a delay of ages waits for ages and is no overflow.
		long nanos = Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2);
		try {
			Future<?> future = clock.schedule(new ContainedAction(action), nanos, TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			if (clock.isShutdown()) {
				return () -> {
				};
			}
			throw ex;
		}
	}

	/**
	 * Ends the timers. Timers that were due later are dropped, and new ones never run.
	 */
	@Override
	public void close() {
		this.scheduler.shutdown();
	}

}
