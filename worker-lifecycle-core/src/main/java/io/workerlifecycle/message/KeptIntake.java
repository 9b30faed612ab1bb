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

	KeptIntake(String worker, PollableChannel channel, Queue<Message<?>> overflow,
			PlatformTransactionManager transactions) {
		this.kept = new PlainIntake(worker, channel, overflow);
		this.turns = new TransactedTurns(worker, transactions);
	}

	@Override
	public boolean exchange(Turn turn) throws SourceException {
		this.leaving.clear();
		Committing committing = new Committing(turn);
		this.kept.exchange(committing);
		return committing.committed;
	}

	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		return this.kept.take(waitMillis);
	}

	@Override
	public boolean isAllOrNothing() {
		return true;
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
	 * A turn that is done with what it took once its transaction is committed.
	 */
	private final class Committing implements Turn {

		private final Turn turn;

		private boolean committed;

		private Committing(Turn turn) {
			this.turn = turn;
		}

		@Override
		public boolean run() throws SourceException {
			this.committed = KeptIntake.this.turns.exchange(this.turn);
			if (this.committed) {
				KeptIntake.this.leaving.forEach((each) -> KeptIntake.this.kept.giveUp(each.message(), each.failure()));
			}
			return this.committed;
		}

		@Override
		public List<Message<?>> taken() {
			return this.turn.taken();
		}

		@Override
		public void undone(Throwable failure) {
			this.turn.undone(failure);
		}

	}

}
