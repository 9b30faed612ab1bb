package io.workerlifecycle.autoconfigure.alert;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

/**
 * A worker whose lives do what the test says.
 */
final class FlakyWorker implements Worker {

	/** What a life does. */
	enum Life {

		FAILS, RETURNS, LASTS, HANGS

	}

	volatile Life next;

	/** One for each life. */
	private volatile CountDownLatch end = new CountDownLatch(1);

	FlakyWorker(Life next) {
		this.next = next;
	}

	/**
	 * Says to a life that lasts or hangs how to end, and to later ones what to do.
	 * @param how what to do
	 */
	void end(Life how) {
		this.next = how;
		this.end.countDown();
	}

	@Override
	public void onStartup(WorkerContext context) {
		this.end = new CountDownLatch(1);
	}

	@Override
	public void run(WorkerContext context) {
		while (!ended() && (this.next == Life.HANGS || (this.next == Life.LASTS && context.keepRunning()))) {
			// Nothing to do.
		}
		if (this.next == Life.FAILS) {
			throw new IllegalStateException("no luck");
		}
	}

	private boolean ended() {
		try {
			return this.end.await(2, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			// A life that hangs ignores it; any other is asked to stop as well.
			return false;
		}
	}

}
