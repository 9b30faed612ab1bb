package io.workerlifecycle.message;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Work in full, or as a degraded worker does it. A degraded worker that could do all of
 * its work is restored.
 *
 * @param <M> what the code takes
 */
final class DegradableWork<M> {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final MessageWork<M> work;

	private final LaneContext context;

	private final Degradation degradation;

	DegradableWork(MessageWork<M> work, LaneContext context, Degradation degradation) {
		this.work = work;
		this.context = context;
		this.degradation = degradation;
	}

	/**
	 * Does the work.
	 * @return what became of the messages
	 */
	MessageOutcome process(M messages) throws Exception {
		if (!this.degradation.attempt()) {
			this.work.processDegraded(messages, this.context);
		}
		else if (this.context.degraded().isDegraded()) {
			probe(messages);
		}
		else {
			this.work.process(messages, this.context);
		}
		return this.degradation.outcome();
	}

	/** The code itself may say that it still does less than it should. */
	private void probe(M messages) throws Exception {
		int before = this.context.degraded().degradations();
		this.work.process(messages, this.context);
		if (this.context.degraded().restoreUnlessDegradedAfter(before)) {
			logger.info("Worker '" + this.context.workerName() + "' is restored: it did all of its work again");
		}
	}

}
