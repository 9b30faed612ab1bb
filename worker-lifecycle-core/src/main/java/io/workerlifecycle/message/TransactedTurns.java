package io.workerlifecycle.message;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does turns in transactions, each in one of its own. Used by one thread.
 */
final class TransactedTurns {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final String worker;

	private final PlatformTransactionManager transactions;

	private final TransactionDefinition definition;

	private final TransactionSynchronization end = new End();

	/** The transaction of this turn, or of the last one. */
	private @Nullable TransactionStatus current;

	/** How the transaction of this turn ended. */
	private int completion = TransactionSynchronization.STATUS_UNKNOWN;

	TransactedTurns(String worker, PlatformTransactionManager transactions) {
		DefaultTransactionDefinition named = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		named.setName("worker-" + worker);
		this.worker = worker;
		this.transactions = transactions;
		this.definition = named;
	}

	/**
	 * Does a turn.
	 * @return whether it was committed; false if it was undone
	 * @throws SourceException if the transaction failed; then it was undone, too
	 */
	boolean exchange(Turn turn) throws SourceException {
		TransactionStatus status = begin();
		this.current = status;
		if (!attempt(turn, status)) {
			rollback(status);
			return false;
		}
		Throwable failure = commit(status);
		if (failure == null) {
			return true;
		}
		turn.undone(failure);
		FailureHandling.rethrowFatal(failure);
		if (failure instanceof UnexpectedRollbackException) {
			return false;
		}
		throw new SourceException(failure);
	}

	/** Whether the transaction of this turn can only be rolled back. */
	boolean isSpoiled() {
		TransactionStatus status = this.current;
		return (status != null && status.isRollbackOnly()) || isFreed();
	}

	/**
	 * Whether a failure has ended the transaction of this turn before the turn is over.
	 */
	boolean isFreed() {
		return this.current != null && this.transactions instanceof SpoilableTransactions some && some.isSpoiled();
	}

	/** Whether a failure may end a transaction before its turn is over. */
	boolean isSpoilable() {
		return this.transactions instanceof SpoilableTransactions;
	}

	private TransactionStatus begin() throws SourceException {
		this.completion = TransactionSynchronization.STATUS_UNKNOWN;
		try {
			TransactionStatus status = this.transactions.getTransaction(this.definition);
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager.registerSynchronization(this.end);
			}
			return status;
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

	/**
	 * Commits, without an interrupt that was meant for the work: a database may take it
	 * for its end.
	 * @return why it could not
	 */
	private @Nullable Throwable commit(TransactionStatus status) {
		boolean interrupted = Thread.interrupted();
		try {
			this.transactions.commit(status);
			return null;
		}
		catch (Throwable ex) {
			if (this.completion != TransactionSynchronization.STATUS_COMMITTED) {
				return ex;
			}
			FailureHandling.rethrowFatal(ex);
			logger.warn("Worker '" + this.worker + "' has committed, and what follows a commit failed",
					DiscreetException.of(ex));
			return null;
		}
		finally {
			restore(interrupted);
		}
	}

	private void rollback(TransactionStatus status) throws SourceException {
		boolean interrupted = Thread.interrupted();
		try {
			this.transactions.rollback(status);
		}
		catch (RuntimeException ex) {
			throw new SourceException(ex);
		}
		finally {
			restore(interrupted);
		}
	}

	private static void restore(boolean interrupted) {
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Notes how a transaction ends. What others do after a commit may throw, and undoes
	 * nothing.
	 */
	private final class End implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			TransactedTurns.this.completion = status;
		}

	}

}
