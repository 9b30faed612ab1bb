package io.workerlifecycle.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * An intake whose channel forgets what it hands out: what comes again is kept in hand,
 * and goes back to the end of the channel when the lane ends.
 */
final class PlainIntake implements Intake {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final String worker;

	private final PollableChannel channel;

	private final Receipts receipts;

	/** What was taken before and comes again, the oldest first. */
	private final Deque<Message<?>> hand = new ArrayDeque<>();

	/** What this turn took and is not done with. */
	private final List<Message<?>> taken = new ArrayList<>();

	PlainIntake(String worker, PollableChannel channel) {
		this.worker = worker;
		this.channel = channel;
		this.receipts = (channel instanceof HandoverChannel handover) ? handover.receipts() : Receipts.NONE;
	}

	@Override
	public void exchange(Turn turn) throws SourceException {
		boolean done = false;
		try {
			done = turn.run();
		}
		finally {
			if (done) {
				this.taken.forEach(this.receipts::processed);
			}
			else {
				keep();
			}
			this.taken.clear();
		}
	}

	private void keep() {
		for (int i = this.taken.size() - 1; i >= 0; i--) {
			this.hand.addFirst(this.taken.get(i));
		}
	}

	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		Message<?> message = this.hand.isEmpty() ? receive(waitMillis) : this.hand.poll();
		if (message != null) {
			this.taken.add(message);
		}
		return message;
	}

	private @Nullable Message<?> receive(long waitMillis) throws SourceException {
		try {
			return this.channel.receive(waitMillis);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	@Override
	public boolean giveUp(Message<?> message, Throwable failure) {
		boolean off = this.receipts.failed(message, failure) || this.channel.send(message, 0);
		if (off) {
			this.taken.removeIf((candidate) -> candidate == message);
		}
		return off;
	}

	@Override
	public void done(Message<?> message) {
		this.receipts.processed(message);
		this.taken.removeIf((candidate) -> candidate == message);
	}

	@Override
	public int giveBack() {
		int count = this.hand.size();
		this.hand.forEach(this::giveBack);
		this.hand.clear();
		return count;
	}

	private void giveBack(Message<?> message) {
		boolean back = false;
		try {
			back = this.receipts.failed(message, new MessageReturnedException(this.worker))
					|| this.channel.send(message, 0);
		}
		catch (RuntimeException ex) {
			logger.debug("The channel throws", ex);
		}
		if (!back) {
			logger.error("Worker '" + this.worker + "' loses message " + message.getHeaders().getId()
					+ ", which it could not process: its channel does not take it back");
		}
	}

}
