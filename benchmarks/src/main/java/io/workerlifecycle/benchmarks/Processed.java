package io.workerlifecycle.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The empty handler of messages that several threads may take: counts them, and notes how
 * long it took from its making until it had all.
 */
final class Processed {

	private final CountDownLatch done = new CountDownLatch(1);

	private final int messages;

	private final AtomicInteger left;

	private final AtomicLong nanos = new AtomicLong(-System.nanoTime());

	Processed(int messages) {
		this.messages = messages;
		this.left = new AtomicInteger(messages);
	}

	void handle(int some) {
		if (this.left.addAndGet(-some) == 0) {
			this.nanos.addAndGet(System.nanoTime());
			this.done.countDown();
		}
	}

	void await() throws InterruptedException {
		this.done.await();
	}

	double eachSecond() {
		return this.messages * 1e9 / this.nanos.get();
	}

}
