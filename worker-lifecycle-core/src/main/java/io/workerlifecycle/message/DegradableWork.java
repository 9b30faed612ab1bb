package io.workerlifecycle.message;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Work in full, or as a degraded worker does it. Once in a while a degraded worker is
 * given all of the work again: if it can do that, it is restored.
 *
 * @param <M> what the code takes
 */
final class DegradableWork<M> {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final MessageWork<M> work;

	private final LaneContext context;

	private final MessageLoop loop;

	DegradableWork(MessageWork<M> work, LaneContext context, MessageLoop loop) {
		this.work = work;
		this.context = context;
		this.loop = loop;
	}

	/**
	 * Does the work.
	 * @return what became of the messages
	 */
	MessageOutcome process(M messages) throws Exception {
		if (!this.context.isDegraded()) {
			this.work.process(messages, this.context);
			return MessageOutcome.SUCCESS;
		}
		if (this.context.isProbeDue(this.loop.plan().settings().degradation().probeInterval())) {
			return probe(messages);
		}
		this.work.processDegraded(messages, this.context);
		return MessageOutcome.DEGRADED;
	}

	/** A probe that fails is a failure like any other: it may have half done its work. */
	private MessageOutcome probe(M messages) throws Exception {
		this.work.process(messages, this.context);
		logger.info("Worker '" + this.context.workerName() + "' is restored: it did all of its work again");
		this.context.restore();
		return MessageOutcome.SUCCESS;
	}

}
