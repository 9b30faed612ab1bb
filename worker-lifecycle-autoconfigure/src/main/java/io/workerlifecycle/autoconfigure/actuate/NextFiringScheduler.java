package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * A scheduler that schedules nothing: whatever it is handed, it answers when a job fires
 * next.
 */
final class NextFiringScheduler implements TaskScheduler {

	private final @Nullable Instant next;

	private final TimeSource time;

	NextFiringScheduler(@Nullable Instant next, TimeSource time) {
		this.next = next;
		this.time = time;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return new NextFiring();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return new NextFiring();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return new NextFiring();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return new NextFiring();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return new NextFiring();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return new NextFiring();
	}

	private final class NextFiring implements ScheduledFuture<Object> {

		@Override
		public long getDelay(TimeUnit unit) {
			Instant due = NextFiringScheduler.this.next;
			return (due != null) ? unit.convert(Duration.between(NextFiringScheduler.this.time.now(), due)) : 0;
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			return false;
		}

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public boolean isDone() {
			return false;
		}

		@Override
		public Object get() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Object get(long timeout, TimeUnit unit) {
			throw new UnsupportedOperationException();
		}

	}

}
