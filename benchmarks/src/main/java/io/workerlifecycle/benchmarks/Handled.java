package io.workerlifecycle.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;

/**
 * The empty handler of messages: notes when the first and the last of a run came, and
 * what their thread allocated in between. Called by one thread.
 */
final class Handled {

	private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
		.getThreadMXBean();

	private final CountDownLatch done = new CountDownLatch(1);

	private final int messages;

	private int seen;

	private long nanos;

	private long bytes;

	Handled(int messages) {
		this.messages = messages;
	}

	void handle() {
		this.seen++;
		if (this.seen == 1) {
			this.bytes = -THREADS.getCurrentThreadAllocatedBytes();
			this.nanos = -System.nanoTime();
		}
		else if (this.seen == this.messages) {
			this.nanos += System.nanoTime();
			this.bytes += THREADS.getCurrentThreadAllocatedBytes();
			this.done.countDown();
		}
	}

	void await() throws InterruptedException {
		this.done.await();
	}

	double nanosEach() {
		return (double) this.nanos / (this.messages - 1);
	}

	double bytesEach() {
		return (double) this.bytes / (this.messages - 1);
	}

}
