package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Another pace, each firing of which is delayed by a random time. The due time stays that
 * of the other pace.
 */
final class JitteredPace implements Pace {

	private final Pace pace;

	private final TimeSource time;

	private final LongSupplier nextDelayNanos;

	/**
	 * Delays the firings of a pace.
	 * @param nextDelayNanos gives the delay of each firing
	 */
	JitteredPace(Pace pace, TimeSource time, LongSupplier nextDelayNanos) {
		this.pace = pace;
		this.time = time;
		this.nextDelayNanos = nextDelayNanos;
	}

	@Override
	public Run run(Consumer<Instant> firing) {
		return new DelayingRun(firing);
	}

	/** Its lock comes before that of the time source; under it nobody else is called. */
	private final class DelayingRun implements Run {

		private final ReentrantLock lock = new ReentrantLock();

		private final Run nominal = JitteredPace.this.pace.run(this::delay);

		private final Consumer<Instant> firing;

		/** The firings that wait; null once stopped; guarded by the lock. */
		private @Nullable Set<DelayedFiring> waiting = new HashSet<>();

		DelayingRun(Consumer<Instant> firing) {
			this.firing = firing;
		}

		@Override
		public void begin() {
			this.nominal.begin();
		}

		@Override
		public void stop() {
			this.nominal.stop();
			this.lock.lock();
			try {
				if (this.waiting != null) {
					this.waiting.forEach(DelayedFiring::cancel);
				}
				this.waiting = null;
			}
			finally {
				this.lock.unlock();
			}
		}

		@Override
		public void ended() {
			this.nominal.ended();
		}

		@Override
		public void refused() {
			this.nominal.refused();
		}

		@Override
		public @Nullable Instant next() {
			return this.nominal.next();
		}

		@Override
		public List<Instant> preview(int count) {
			return this.nominal.preview(count);
		}

		private void delay(Instant due) {
			Duration delay = Duration.ofNanos(JitteredPace.this.nextDelayNanos.getAsLong());
			this.lock.lock();
			try {
				if (this.waiting != null) {
					DelayedFiring firing = new DelayedFiring();
					firing.timer = JitteredPace.this.time.schedule(delay, () -> fire(firing, due));
					this.waiting.add(firing);
				}
			}
			finally {
				this.lock.unlock();
			}
		}

		private void fire(DelayedFiring firing, Instant due) {
			if (take(firing)) {
				this.firing.accept(due);
			}
		}

		private boolean take(DelayedFiring firing) {
			this.lock.lock();
			try {
				return this.waiting != null && this.waiting.remove(firing);
			}
			finally {
				this.lock.unlock();
			}
		}

	}

	/** Told apart by identity. */
	private static final class DelayedFiring {

		/** Guarded by the lock of the run. */
		private @Nullable Timer timer;

		void cancel() {
			if (this.timer != null) {
				this.timer.cancel();
			}
		}

	}

}
