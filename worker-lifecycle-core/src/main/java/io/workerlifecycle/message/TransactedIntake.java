package io.workerlifecycle.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * An intake whose channel takes part in transactions: a turn is one transaction. Where
 * the channel can be waited for outside of one, a turn that finds it empty ends at once,
 * and the wait follows.
 */
final class TransactedIntake implements Intake {

	private final PollableChannel channel;

	/** The channel, if it can be waited for outside of a transaction. */
	private final @Nullable StoredChannel stored;

	private final TransactedTurns turns;

	/** How many messages this turn took, or the last one if it was undone. */
	private int taken;

	/**
	 * How long this turn would have waited for its first message, in a stored channel.
	 */
	private long idleMillis;

	/** What that channel had seen when this turn began to look. */
	private long arrivals;

	TransactedIntake(String worker, PollableChannel channel, PlatformTransactionManager transactions) {
		this.channel = channel;
		this.stored = (channel instanceof StoredChannel known) ? known : null;
		this.turns = new TransactedTurns(worker, transactions);
	}

	@Override
	public boolean exchange(Turn turn) throws SourceException {
		this.taken = 0;
		this.idleMillis = 0;
		if (!this.turns.exchange(turn)) {
			return false;
		}
		this.taken = 0;
		awaitArrival();
		return true;
	}

	/** After a turn that found nothing. Its transaction is over. */
	private void awaitArrival() {
		if (this.stored != null && this.idleMillis > 0) {
			this.stored.awaitArrival(this.arrivals, this.idleMillis);
		}
	}

	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		try {
			Message<?> message = this.channel.receive(waitHere(waitMillis));
			took((message != null) ? 1 : 0);
			return message;
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	@Override
	public List<Message<?>> takeMany(int most, long waitMillis) throws SourceException {
		StoredChannel many = this.stored;
		if (many == null) {
			return Intake.super.takeMany(most, waitMillis);
		}
		try {
			List<Message<?>> messages = receiveMany(many, most, waitHere(waitMillis));
			took(messages.size());
			return messages;
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	private static List<Message<?>> receiveMany(StoredChannel channel, int most, long waitMillis) {
		long before = channel.arrivals();
		List<Message<?>> messages = channel.receiveMany(most);
		if (messages.isEmpty() && waitMillis > 0) {
			channel.awaitArrival(before, waitMillis);
			return channel.receiveMany(most);
		}
		return messages;
	}

	/**
	 * How long to wait within the transaction: not for its first message, if that can be
	 * done without it.
	 */
	private long waitHere(long waitMillis) {
		if (this.stored == null) {
			return Math.max(SHORTEST_MILLIS, waitMillis);
		}
		if (this.taken > 0) {
			return waitMillis;
		}
		this.arrivals = this.stored.arrivals();
		this.idleMillis = waitMillis;
		return 0;
	}

	private void took(int messages) {
		this.taken += messages;
		this.idleMillis = (messages > 0) ? 0 : this.idleMillis;
	}

	@Override
	public boolean isAllOrNothing() {
		return true;
	}

	@Override
	public boolean isSpoiled() {
		return this.turns.isSpoiled();
	}

	@Override
	public boolean isShared() {
		return this.stored != null || this.turns.isSpoilable();
	}

	@Override
	public boolean isFreed() {
		return this.turns.isFreed();
	}

	@Override
	public void leave() {
		this.taken = 0;
	}

	/** At the end of the channel it stands in nobody's way, and is not lost. */
	@Override
	public boolean giveUp(Message<?> message, Throwable failure) {
		return this.channel.send(message, 0);
	}

	@Override
	public void done(Message<?> message) {
		// The transaction decides for all.
	}

	@Override
	public int giveBack() {
		return this.taken;
	}

}
