package io.workerlifecycle.job;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * What is to be called when a stop is over: exactly once, and after the listeners heard
 * of the last executions, unless they dally.
 */
final class StopCallback {

	/** How long a listener may hold up the end of a stop. */
	private static final Duration NOTICE_LIMIT = Duration.ofSeconds(1);

	private final Runnable callback;

	private final TimeSource time;

	private final Executor steps;

	private final AtomicBoolean called = new AtomicBoolean();

	StopCallback(Runnable callback, TimeSource time, Executor steps) {
		this.callback = callback;
		this.time = time;
		this.steps = steps;
	}

	/** Listeners hear of the last executions before their beans go. */
	void callAfter(JobNotices notices) {
		Timer limit = this.time.schedule(NOTICE_LIMIT, () -> this.steps.execute(this::call));
		notices.afterwards(() -> {
			limit.cancel();
			call();
		});
	}

	private void call() {
		if (this.called.compareAndSet(false, true)) {
			this.callback.run();
		}
	}

}
