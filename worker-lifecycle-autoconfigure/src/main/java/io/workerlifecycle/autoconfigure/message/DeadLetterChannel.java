package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.function.Predicate;

import org.springframework.messaging.Message;

/**
 * A dead-letter channel that can be looked into.
 */
interface DeadLetterChannel {

	/**
	 * Looks for letters, which stay where they are.
	 * @param wanted says which
	 * @return the letters, the oldest first, at most {@link DeadLetters#MOST}
	 */
	List<Message<?>> find(Predicate<Message<?>> wanted);

	/**
	 * Lets letters leave, the oldest first, at most {@link DeadLetters#MOST}.
	 * @param wanted says which might
	 * @param leaves is shown each of them, and says whether it leaves the channel; the
	 * others stay, also when it throws
	 */
	void release(Predicate<Message<?>> wanted, Predicate<Message<?>> leaves);

}
