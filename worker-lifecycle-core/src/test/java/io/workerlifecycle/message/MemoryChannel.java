package io.workerlifecycle.message;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * A channel in memory that can be full, and fail to send.
 */
final class MemoryChannel implements PollableChannel {

	final LinkedBlockingQueue<Message<?>> queue;

	/** Whether the next messages cannot be sent. */
	volatile boolean broken;

	/** Whether the next messages fail with an error. */
	volatile boolean erroneous;

	MemoryChannel() {
		this(Integer.MAX_VALUE);
	}

	MemoryChannel(int capacity) {
		this.queue = new LinkedBlockingQueue<>(capacity);
	}

	MemoryChannel with(Object... payloads) {
		for (Object payload : payloads) {
			send(new GenericMessage<>(payload), 0);
		}
		return this;
	}

	List<Object> payloads() {
		return this.queue.stream().<Object>map(Message::getPayload).toList();
	}

	@Override
	public boolean send(Message<?> message, long timeout) {
		if (this.erroneous) {
			throw new NoClassDefFoundError("com/example/Interceptor");
		}
		if (this.broken) {
			throw new MessageDeliveryException(message, "broken");
		}
		return this.queue.offer(message);
	}

	@Override
	public @Nullable Message<?> receive() {
		return receive(-1);
	}

	@Override
	public @Nullable Message<?> receive(long timeout) {
		try {
			return this.queue.poll(timeout, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
