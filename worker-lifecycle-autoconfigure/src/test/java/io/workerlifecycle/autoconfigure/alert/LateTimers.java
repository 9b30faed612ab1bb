package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * Timers that are cancelled too late: their actions can be run all the same.
 */
final class LateTimers implements TimeSource {

	private final List<Runnable> actions = new ArrayList<>();

	Runnable first() {
		return this.actions.get(0);
	}

	@Override
	public Instant now() {
		return Instant.EPOCH;
	}

	@Override
	public long nanoTime() {
		return 0;
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		this.actions.add(action);
		return () -> {
		};
	}

}
