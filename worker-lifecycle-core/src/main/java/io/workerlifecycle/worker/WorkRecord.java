package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * What a worker's code said of its work, over all lives.
 *
 * @param processed units of work recorded as done
 * @param failed units of work recorded as failed
 * @param sinceProgress how long ago it last showed progress, by a call of
 * {@link WorkerContext#keepRunning()}, {@link WorkerContext#heartbeat()} or one that
 * records work
 * @since 0.1.0
 */
public record WorkRecord(long processed, long failed, Duration sinceProgress) {

	static final WorkRecord NONE = new WorkRecord(0, 0, Duration.ZERO);

}
