package io.workerlifecycle.job;

import org.jspecify.annotations.Nullable;

/**
 * Lets nothing pass once the application stops.
 */
final class IntakeGate implements FiringGate {

	private volatile boolean open = true;

	void open() {
		this.open = true;
	}

	void close() {
		this.open = false;
	}

	boolean isOpen() {
		return this.open;
	}

	@Override
	public @Nullable RefusalReason refuse(Job job, ActiveExecution execution) {
		return this.open ? null : RefusalReason.SHUTDOWN;
	}

}
