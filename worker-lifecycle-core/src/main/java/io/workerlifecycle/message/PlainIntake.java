package io.workerlifecycle.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * An intake whose channel forgets what it hands out: what comes again is kept in hand,
 * and goes back to the end of the channel when the lane ends. What the channel has no
 * room for is kept aside, for when it has room or nothing else.
 */
final class PlainIntake implements Intake {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final String worker;

	private final PollableChannel channel;

	private final Receipts receipts;

	/** What the channel did not take back. All lanes and lives of the worker share it. */
	private final Queue<Message<?>> overflow;

	/** What was taken before and comes again, the oldest first. */
	private final Deque<Message<?>> hand = new ArrayDeque<>();

	/** What this turn took and was done with before its end. */
	private final List<Message<?>> gone = new ArrayList<>();

	PlainIntake(String worker, PollableChannel channel, Queue<Message<?>> overflow) {
		this.worker = worker;
		this.channel = channel;
		this.overflow = overflow;
		this.receipts = (channel instanceof HandoverChannel handover) ? handover.receipts() : Receipts.NONE;
	}

	@Override
	public boolean exchange(Turn turn) throws SourceException {
		boolean done = false;
		try {
			done = turn.run();
			return true;
		}
		finally {
			settle(turn, done);
		}
	}

	/** A turn is over: what it is not done with comes again. */
	void settle(Turn turn, boolean done) {
		if (!done || this.receipts != Receipts.NONE) {
			settle(left(turn.taken()), done);
		}
		if (!this.gone.isEmpty()) {
			this.gone.clear();
		}
	}

	private List<Message<?>> left(List<Message<?>> taken) {
		List<Message<?>> left = new ArrayList<>(taken);
		this.gone.forEach((message) -> removeOnce(left, message));
		return left;
	}

	/** The same message may have been sent twice. */
	private static void removeOnce(List<Message<?>> messages, Message<?> message) {
		for (int i = 0; i < messages.size(); i++) {
			if (messages.get(i) == message) {
				messages.remove(i);
				return;
			}
		}
	}

	private void settle(List<Message<?>> messages, boolean done) {
		if (done) {
			messages.forEach(this.receipts::processed);
			return;
		}
		for (int i = messages.size() - 1; i >= 0; i--) {
			this.hand.addFirst(messages.get(i));
		}
	}

	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		return this.hand.isEmpty() ? receive(waitMillis) : this.hand.poll();
	}

	/**
	 * Waits for a message between two turns, and keeps it in hand.
	 * @return whether there is one
	 */
	boolean await(long waitMillis) throws SourceException {
		Message<?> message = receive(waitMillis);
		if (message != null) {
			this.hand.addLast(message);
		}
		return message != null;
	}

	private @Nullable Message<?> receive(long waitMillis) throws SourceException {
		Message<?> message;
		try {
			message = this.channel.receive(Math.max(SHORTEST_MILLIS, waitMillis));
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
		Message<?> aside = this.overflow.isEmpty() ? null : this.overflow.poll();
		if (aside == null || message == null) {
			return (message != null) ? message : aside;
		}
		this.hand.addLast(message);
		putBack(aside);
		return this.hand.pollLast();
	}

	@Override
	public boolean isAllOrNothing() {
		return false;
	}

	@Override
	public boolean giveUp(Message<?> message, Throwable failure) {
		this.gone.add(message);
		if (!this.receipts.failed(message, failure)) {
			putBack(message);
		}
		return true;
	}

	/** It is in the channel then, or kept, whatever the channel throws. */
	private void putBack(Message<?> message) {
		boolean sent = false;
		try {
			sent = send(message);
		}
		finally {
			if (!sent) {
				this.overflow.add(message);
			}
		}
	}

	private boolean send(Message<?> message) {
		try {
			return this.channel.send(message, 0);
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			logger.warn("Worker '" + this.worker + "' keeps a message that its channel does not take back",
					DiscreetException.of(ex));
			return false;
		}
	}

	@Override
	public void done(Message<?> message) {
		this.receipts.processed(message);
		this.gone.add(message);
	}

	@Override
	public int giveBack() {
		int count = this.hand.size();
		try {
			while (!this.hand.isEmpty()) {
				giveBack(this.hand.remove());
			}
		}
		finally {
			this.overflow.addAll(this.hand);
			this.hand.clear();
		}
		return count;
	}

	private void giveBack(Message<?> message) {
		if (!this.receipts.failed(message, new MessageReturnedException(this.worker))) {
			putBack(message);
		}
	}

}
