package io.workerlifecycle.benchmarks;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * What one writes without a starter: a thread from start to stop, and nobody who looks
 * after it.
 */
final class HandMadeWorker implements SmartLifecycle {

	private final CountDownLatch running;

	/** Written by Spring's thread. */
	private volatile @Nullable Thread thread;

	HandMadeWorker(CountDownLatch running) {
		this.running = running;
	}

	@Override
	public void start() {
		Thread created = new Thread(this::work, "hand-made");
		created.setDaemon(true);
		this.thread = created;
		created.start();
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		this.thread = null;
		if (current != null) {
			current.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void work() {
		this.running.countDown();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
