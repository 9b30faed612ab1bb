package io.workerlifecycle.message;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * Transactions that a failure within them may spoil, so that nothing more can be done in
 * them, without their status saying so.
 *
 * @since 0.1.0
 */
public interface SpoilableTransactions extends PlatformTransactionManager {

	/**
	 * Asks about the transaction of this thread, which must have one.
	 * @return whether it can only be rolled back
	 */
	boolean isSpoiled();

}
