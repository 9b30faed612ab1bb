package io.workerlifecycle.alert;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.thread.SerialExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The way to one handler: a bounded queue, and the handler's own thread at its end. What
 * the handler throws is logged, and the next alert comes all the same.
 */
final class AlertLane implements AutoCloseable {

	static final int CAPACITY = 1_000;

	private static final Log logger = LogFactory.getLog(AlertHandler.class);

	private final SerialExecutor executor = new SerialExecutor("worker-lifecycle-alerts");

	/** Alerts that the handler has not done with. */
	private final AtomicInteger waiting = new AtomicInteger();

	/** Alerts dropped since the handler was last told of one. */
	private final AtomicLong dropped = new AtomicLong();

	private final AlertHandler handler;

	private volatile boolean closed;

	AlertLane(AlertHandler handler) {
		this.handler = handler;
	}

	/**
	 * Puts an alert into the queue, or drops it where the queue is full or closed. Not
	 * called by two threads at a time.
	 * @return false if it is the first one for which there was no room
	 */
	boolean offer(Alert alert) {
		if (this.closed) {
			return true;
		}
		if (this.waiting.get() >= CAPACITY) {
			return this.dropped.incrementAndGet() > 1;
		}
		this.waiting.incrementAndGet();
		this.executor.execute(() -> deliver(alert));
		return true;
	}

	void complain() {
		logger.error("Alerts are dropped: " + CAPACITY + " of them wait for the alert handler " + name());
	}

	boolean isBusy() {
		return this.waiting.get() > 0;
	}

	/**
	 * Done when all alerts that are in the queue now have been handled.
	 */
	CompletableFuture<Void> emptied() {
		CompletableFuture<Void> emptied = new CompletableFuture<>();
		this.executor.execute(() -> emptied.complete(null));
		return emptied;
	}

	/**
	 * Leaves in the queue what is there; beans that a handler needs go now.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.executor.close();
		int left = this.waiting.get();
		if (left > 0) {
			logger.error("The alert handler " + name() + " did not get through its last alerts: " + left
					+ " were not told, or not to their end");
		}
	}

	private void deliver(Alert alert) {
		try {
			if (!this.closed) {
				reportDropped();
				tell(alert);
			}
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	private void reportDropped() {
		long lost = this.dropped.getAndSet(0);
		if (lost > 0) {
			logger.error("The alert handler " + name() + " goes on; " + lost + " alerts were dropped for it");
		}
	}

	private void tell(Alert alert) {
		try {
			this.handler.handle(alert);
		}
		catch (Throwable ex) {
			logger.error("The alert handler " + name() + " failed on " + alert.key() + " " + alert.status(), ex);
		}
	}

	private String name() {
		return this.handler.getClass().getName();
	}

}
