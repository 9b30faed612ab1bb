package io.workerlifecycle.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The empty handler of messages that several threads may take: counts them, and notes how
 * long those after the first, or after the first batch, took. So the start of a peer does
 * not count.
 */
final class Processed {

	private final CountDownLatch done = new CountDownLatch(1);

	private final int messages;

	private final AtomicInteger left;

	private final AtomicLong nanos = new AtomicLong();

	/** How many came first. */
	private final AtomicInteger first = new AtomicInteger();

	Processed(int messages) {
		this.messages = messages;
		this.left = new AtomicInteger(messages);
	}

	void handle(int some) {
		int before = this.left.getAndAdd(-some);
		if (before == this.messages) {
			this.first.set(some);
			this.nanos.addAndGet(-System.nanoTime());
		}
		if (before == some) {
			this.nanos.addAndGet(System.nanoTime());
			this.done.countDown();
		}
	}

	void await() throws InterruptedException {
		this.done.await();
	}

	double eachSecond() {
		return (this.messages - this.first.get()) * 1e9 / this.nanos.get();
	}

}
