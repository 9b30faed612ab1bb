package io.workerlifecycle.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;
import org.awaitility.Awaitility;

/**
 * Virtual time that knows how long the threads of workers have wanted to wait, and how
 * often they looked at the clock.
 */
final class LaneTime implements TimeSource {

	final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	final List<Duration> waits = new CopyOnWriteArrayList<>();

	final AtomicLong looks = new AtomicLong();

	@Override
	public Instant now() {
		return this.time.now();
	}

	@Override
	public long nanoTime() {
		if (Thread.currentThread().getName().startsWith("worker-")) {
			this.looks.incrementAndGet();
		}
		return this.time.nanoTime();
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		Timer timer = this.time.schedule(delay, action);
		if (Thread.currentThread().getName().startsWith("worker-") && isAwaitStop()) {
			this.waits.add(delay);
		}
		return timer;
	}

	private static boolean isAwaitStop() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> frame.getMethodName().equals("awaitStop")));
	}

	/** Waits until workers have begun to wait so often, and lets the last wait pass. */
	void pass(int number) {
		Awaitility.await().until(() -> this.waits.size() >= number);
		this.time.advance(this.waits.get(number - 1));
	}

	/** Waits until workers have begun to wait so often. */
	void awaitWaits(int number) {
		Awaitility.await().until(() -> this.waits.size() >= number);
	}

}
