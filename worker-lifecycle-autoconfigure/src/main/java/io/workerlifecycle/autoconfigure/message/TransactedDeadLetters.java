package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.workerlifecycle.message.StoredChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dead letters that can only be taken, in transactions: a rollback leaves them where they
 * were. When some leave, the others are put back in the same transaction. Not more than
 * {@link DeadLetters#MOST} are taken, whosever they are.
 *
 * @param worker the name of their worker
 * @param channel where they are
 * @param transactions those of the channel
 */
record TransactedDeadLetters(String worker, PollableChannel channel,
		PlatformTransactionManager transactions) implements DeadLetterChannel {

	@Override
	public List<Message<?>> find(Predicate<Message<?>> wanted) {
		List<Message<?>> found = new ArrayList<>();
		release(wanted, (letter) -> {
			found.add(letter);
			return false;
		});
		return found;
	}

	@Override
	public void release(Predicate<Message<?>> wanted, Predicate<Message<?>> leaves) {
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> {
			List<Message<?>> letters = take();
			if (letters.removeIf(wanted.and(leaves))) {
				letters.forEach(this::putBack);
			}
			else {
				status.setRollbackOnly();
			}
		});
	}

	private List<Message<?>> take() {
		List<Message<?>> taken = new ArrayList<>();
		Message<?> message = receive();
		while (message != null) {
			taken.add(message);
			message = (taken.size() < DeadLetters.MOST) ? receive() : null;
		}
		return taken;
	}

	/** To a channel of JMS zero says that there is no limit. */
	private @Nullable Message<?> receive() {
		return this.channel.receive((this.channel instanceof StoredChannel) ? 0 : 1);
	}

	/** Nobody makes room while this waits: the transaction holds all that is there. */
	private void putBack(Message<?> letter) {
		if (!DeadLetterBox.send(letter, this.channel)) {
			throw DeadLetterReplayException.noRoom(this.worker);
		}
	}

}
