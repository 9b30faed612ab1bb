package io.workerlifecycle.message;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether the attempts of one lane are made with all of the work. Once in a while a
 * degraded worker is given all of it again. Used by the lane's thread.
 */
final class Degradation {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final MessageLoop loop;

	private final LaneContext context;

	/** Whether an attempt was made, and with all of the work. */
	private boolean full;

	/** Whether that attempt degraded the worker: the next one is no probe. */
	private boolean caused;

	Degradation(MessageLoop loop, LaneContext context) {
		this.loop = loop;
		this.context = context;
	}

	/** What was attempted before is over. */
	void reset() {
		this.full = false;
	}

	/**
	 * An attempt begins.
	 * @return whether it is made with all of the work
	 */
	boolean attempt() {
		this.full = !this.context.degraded().isDegraded()
				|| (!this.caused && this.context.degraded().isProbeDue(settings().probeInterval()));
		this.caused = false;
		return this.full;
	}

	/** What becomes of messages that this attempt has processed. */
	MessageOutcome outcome() {
		return this.full ? MessageOutcome.SUCCESS : MessageOutcome.DEGRADED;
	}

	/**
	 * Whether a failure says that not all of the work can be done now. If so the worker
	 * is degraded, and the same message comes again at once.
	 */
	boolean isCausedBy(Throwable failure) {
		if (!this.full || !settings().include(failure)) {
			return false;
		}
		this.caused = true;
		if (!this.context.degraded().isDegraded()) {
			logger.warn("Worker '" + this.context.workerName() + "' is degraded by " + failure.getClass().getName());
			this.context.degrade(failure.getClass().getName());
		}
		return true;
	}

	private DegradationSettings settings() {
		return this.loop.plan().settings().degradation();
	}

}
