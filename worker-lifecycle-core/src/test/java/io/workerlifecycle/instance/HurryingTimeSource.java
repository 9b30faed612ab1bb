package io.workerlifecycle.instance;

import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;

/**
 * Time that passes as soon as somebody waits.
 */
final class HurryingTimeSource implements TimeSource {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	@Override
	public Instant now() {
		return this.time.now();
	}

	@Override
	public long nanoTime() {
		return this.time.nanoTime();
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		Timer timer = this.time.schedule(delay, action);
		if (delay.toMillis() < 1000) {
			this.time.advance(delay);
		}
		return timer;
	}

}
