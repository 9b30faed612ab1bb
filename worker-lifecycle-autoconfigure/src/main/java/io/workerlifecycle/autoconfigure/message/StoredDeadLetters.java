package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.function.Predicate;

import org.springframework.messaging.Message;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dead letters in the table of a durable channel. They are read where they are, so that
 * who looks hides them from nobody, and only those that leave are taken out, all in one
 * transaction.
 *
 * @param rows their rows
 * @param transactions those of the channel
 * @param left told of each letter that left, in the transaction
 */
record StoredDeadLetters(MessageRows rows, PlatformTransactionManager transactions,
		Runnable left) implements DeadLetterChannel {

	@Override
	public List<Message<?>> find(Predicate<Message<?>> wanted) {
		TransactionTemplate transaction = transaction();
		transaction.setReadOnly(true);
		return List.copyOf(transaction.execute((status) -> this.rows.find(wanted, DeadLetters.MOST)));
	}

	@Override
	public void release(Predicate<Message<?>> wanted, Predicate<Message<?>> leaves) {
		transaction().executeWithoutResult((status) -> this.rows.find(wanted, DeadLetters.MOST)
			.stream()
			.filter(this.rows::lock)
			.filter(leaves)
			.forEach(this::delete));
	}

	private void delete(Message<?> letter) {
		this.rows.delete(letter);
		this.left.run();
	}

	private TransactionTemplate transaction() {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return transaction;
	}

}
