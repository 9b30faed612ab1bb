package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * An intake whose turns are transactions, of a channel that takes no part in them: what a
 * rollback undoes is kept in hand, and whoever waits for a message is told after the
 * commit.
 */
final class KeptIntake implements Intake {

	private final PlainIntake kept;

	private final TransactedTurns turns;

	/** What leaves its channel with this turn, if that is committed. */
	private final List<Leaving> leaving = new ArrayList<>();

	/** Whether this turn took a message. */
	private boolean took;

	/** How long this turn would have waited for its first message. */
	private long idleMillis;

	KeptIntake(String worker, PollableChannel channel, Queue<Message<?>> overflow,
			PlatformTransactionManager transactions) {
		this.kept = new PlainIntake(worker, channel, overflow);
		this.turns = new TransactedTurns(worker, transactions);
	}

	@Override
	public boolean exchange(Turn turn) throws SourceException {
		boolean committed = exchangeOnce(turn);
		boolean arrived = committed && this.idleMillis > 0 && this.kept.await(this.idleMillis);
		return arrived ? exchangeOnce(turn) : committed;
	}

	private boolean exchangeOnce(Turn turn) throws SourceException {
		this.leaving.clear();
		this.took = false;
		this.idleMillis = 0;
		Entered entered = new Entered(turn);
		boolean committed = false;
		try {
			committed = this.turns.exchange(entered);
			if (committed) {
				this.leaving.forEach((each) -> this.kept.giveUp(each.message(), each.failure()));
			}
		}
		finally {
			this.kept.settle(entered, committed);
		}
		return committed;
	}

	/** Its first message is waited for outside of the transaction. */
	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		Message<?> message = this.kept.take(this.took ? waitMillis : 0);
		this.took |= message != null;
		this.idleMillis = this.took ? 0 : waitMillis;
		return message;
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
	public boolean giveUp(Message<?> message, Throwable failure) {
		this.leaving.add(new Leaving(message, failure));
		return true;
	}

	@Override
	public void done(Message<?> message) {
		// The transaction decides for all.
	}

	@Override
	public int giveBack() {
		return this.kept.giveBack();
	}

	/**
	 * One that has no further attempt.
	 */
	private record Leaving(Message<?> message, Throwable failure) {

	}

	/**
	 * A turn that took nothing before its transaction has begun.
	 */
	private static final class Entered implements Turn {

		private final Turn turn;

		private boolean entered;

		private Entered(Turn turn) {
			this.turn = turn;
		}

		@Override
		public boolean run() throws SourceException {
			this.entered = true;
			return this.turn.run();
		}

		@Override
		public List<Message<?>> taken() {
			return this.entered ? this.turn.taken() : List.of();
		}

		@Override
		public void undone(Throwable failure) {
			this.turn.undone(failure);
		}

	}

}
