package io.workerlifecycle.message;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.require;
import static io.workerlifecycle.worker.SettingRangeException.requireTime;

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
		require(size >= 1, "batch.size must be 1 or more, but is " + size, "batch.size");
		requireTime(maxWait, "batch.max-wait");
	}

}
