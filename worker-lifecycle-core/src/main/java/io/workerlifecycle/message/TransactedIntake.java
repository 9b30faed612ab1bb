package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * An intake whose channel takes part in transactions: a turn is one transaction.
 */
final class TransactedIntake implements Intake {

	private final PollableChannel channel;

	private final PlatformTransactionManager transactions;

	private final TransactionDefinition definition;

	TransactedIntake(String worker, PollableChannel channel, PlatformTransactionManager transactions) {
		DefaultTransactionDefinition named = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		named.setName("worker-" + worker);
		this.channel = channel;
		this.transactions = transactions;
		this.definition = named;
	}

	@Override
	public void exchange(Turn turn) throws SourceException {
		TransactionStatus status = begin();
		if (attempt(turn, status)) {
			commit(turn, status);
		}
		else {
			rollback(status);
		}
	}

	private TransactionStatus begin() throws SourceException {
		try {
			return this.transactions.getTransaction(this.definition);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	private boolean attempt(Turn turn, TransactionStatus status) throws SourceException {
		try {
			return turn.run();
		}
		catch (Throwable ex) {
			try {
				rollback(status);
			}
			catch (SourceException rollback) {
				ex.addSuppressed(rollback);
			}
			throw ex;
		}
	}

	private void commit(Turn turn, TransactionStatus status) throws SourceException {
		try {
			this.transactions.commit(status);
		}
		catch (UnexpectedRollbackException ex) {
			turn.undone(ex);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	private void rollback(TransactionStatus status) throws SourceException {
		try {
			this.transactions.rollback(status);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
	}

	@Override
	public @Nullable Message<?> take(long waitMillis) throws SourceException {
		try {
			return this.channel.receive(waitMillis);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
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
		return 0;
	}

}
