package io.workerlifecycle.worker;

import java.util.List;

/**
 * When a worker starts and stops, compared with others.
 *
 * @param phase the {@link org.springframework.context.SmartLifecycle} phase: lower ones
 * start earlier and stop later
 * @param after the workers that must have been {@link WorkerState#RUNNING} once in this
 * start of the application before this one begins; they stop later than it
 * @param awaitRunning whether the start of the application waits for it, and fails with
 * it
 * @since 0.1.0
 */
public record StartOrder(int phase, List<String> after, boolean awaitRunning) {

	/**
	 * The phase where nothing is configured: stopped after message listeners and jobs,
	 * before the web server drains.
	 */
	public static final int STANDARD_PHASE = Integer.MAX_VALUE - 512;

	/**
	 * What holds where nothing is configured.
	 */
	public static final StartOrder STANDARD = new StartOrder(STANDARD_PHASE, List.of(), false);

	/**
	 * Copies the list.
	 */
	public StartOrder {
		after = List.copyOf(after);
	}

}
