package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The bounded way from the scan to the hasher. A finding is in it once at most, until the
 * hasher has settled it. Safe for use by one scan and one hasher at a time.
 * <p>
 * It lives in memory only, on purpose: what is in it when the program ends is not stored
 * yet, so that the next scan finds it again.
 */
final class FindingQueue {

	private static final long PATIENCE_MILLIS = 100;

	private final BlockingQueue<Finding> queue;

	private final Set<Finding> unsettled = ConcurrentHashMap.newKeySet();

	FindingQueue(int capacity) {
		this.queue = new ArrayBlockingQueue<>(capacity);
	}

	/**
	 * Hands over a finding, and waits for room.
	 * @param finding what was found
	 * @param stopRequested whether to wait no longer
	 * @return what became of it
	 */
	PutResult put(Finding finding, BooleanSupplier stopRequested) {
		if (!this.unsettled.add(finding)) {
			return PutResult.ALREADY_QUEUED;
		}
		try {
			while (!stopRequested.getAsBoolean()) {
				if (this.queue.offer(finding, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
					return PutResult.ACCEPTED;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.unsettled.remove(finding);
		return PutResult.GIVEN_UP;
	}

	/**
	 * Takes what there is, and waits a moment for the first.
	 * @param max how many to take at most
	 * @return the findings in their order; none when nothing came, or on an interrupt,
	 * which keeps its flag
	 */
	List<Finding> take(int max) {
		List<Finding> batch = new ArrayList<>();
		try {
			Finding first = this.queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
			if (first != null) {
				batch.add(first);
				this.queue.drainTo(batch, max - 1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return batch;
	}

	/**
	 * Says that findings were dealt with, well or not: the next scan may bring them
	 * again.
	 * @param batch what was taken
	 */
	void settle(List<Finding> batch) {
		batch.forEach(this.unsettled::remove);
	}

	int depth() {
		return this.queue.size();
	}

}
