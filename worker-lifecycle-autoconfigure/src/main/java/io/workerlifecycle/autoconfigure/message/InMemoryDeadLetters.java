package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.PriorityChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * Dead letters in a queue in memory. They are seen where they are, and only those that
 * leave are taken out, each after the visitor has said so: none has to be put back where
 * there may be no room any more.
 *
 * @param channel the queue
 */
record InMemoryDeadLetters(QueueChannel channel) implements DeadLetterChannel {

	/**
	 * Finds out whether a channel is such a queue. One whose messages are in a store is
	 * none, and neither is one with priorities: it does not notice the room that is made
	 * in this way.
	 * @return the letters, or {@code null} if it is another channel
	 */
	static @Nullable InMemoryDeadLetters of(PollableChannel channel) {
		return (channel instanceof QueueChannel queue && !(channel instanceof PriorityChannel)
				&& QueuesInMemory.include(channel)) ? new InMemoryDeadLetters(queue) : null;
	}

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
		AtomicInteger seen = new AtomicInteger();
		this.channel.purge((message) -> !wanted.test(message) || seen.getAndIncrement() >= DeadLetters.MOST
				|| !leaves.test(message));
	}

}
