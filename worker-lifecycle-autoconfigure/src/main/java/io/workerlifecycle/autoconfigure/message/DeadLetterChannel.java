package io.workerlifecycle.autoconfigure.message;

import java.util.function.Predicate;

import org.springframework.messaging.Message;

/**
 * A dead-letter channel that can be looked into.
 */
interface DeadLetterChannel {

	/**
	 * Looks at what is in it, up to {@link DeadLetters#MOST} messages, the oldest first.
	 * @param leaves is shown each of them, and says whether it leaves the channel; the
	 * others stay, also when it throws
	 */
	void visit(Predicate<Message<?>> leaves);

}
