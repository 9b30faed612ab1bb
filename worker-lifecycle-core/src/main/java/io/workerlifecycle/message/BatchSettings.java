package io.workerlifecycle.message;

import java.time.Duration;

/**
 * When a batch is full.
 *
 * @param size the most messages it has
 * @param maxWait how long its first message waits for the others at most
 * @since 0.1.0
 */
public record BatchSettings(int size, Duration maxWait) {

	/**
	 * What is built in.
	 */
	public static final BatchSettings STANDARD = new BatchSettings(100, Duration.ofSeconds(1));

	/**
	 * Checks that a batch can be full.
	 */
	public BatchSettings {
		if (size < 1) {
			throw new IllegalArgumentException("batch.size is " + size + ". Write 1 or more");
		}
		if (maxWait.isNegative()) {
			throw new IllegalArgumentException("batch.max-wait is negative. Write it like 1s");
		}
	}

}
