package io.workerlifecycle.message;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.PollableChannel;

/**
 * A channel that keeps nothing: {@link #send} returns when a worker has processed the
 * message, and throws when it could not. So whoever sends, such as a listener of a
 * broker, acknowledges after the work, and gets the message again otherwise.
 * <pre class="code">
 * &#064;KafkaListener(topics = "orders")
 * void onMessage(Message&lt;String&gt; message) {
 *     this.orders.send(message);
 * }
 * </pre> Any number of threads may send and take. Only a worker settles what it takes: a
 * message that other code receives is never acknowledged.
 *
 * @since 0.1.0
 */
public final class HandoverChannel implements PollableChannel {

	/**
	 * No LinkedTransferQueue: before Java 21 a timed poll there may spin and not return.
	 */
	private final BlockingQueue<Handover> waiting = new SynchronousQueue<>(true);

	/**
	 * What workers have taken and not settled: of one message as often as it was sent.
	 * Guarded by itself.
	 */
	private final IdentityHashMap<Message<?>, Queue<Handover>> taken = new IdentityHashMap<>();

	/**
	 * Hands a message to a worker, and waits until it is processed, and until that is
	 * committed if the worker has a transaction manager.
	 * @param message the message
	 * @param timeout how many milliseconds to wait for a worker that takes it; negative
	 * for any time
	 * @return true when it is processed; false if no worker took it
	 * @throws MessageFailedException if it could not be processed and has no dead-letter
	 * channel; why is suppressed in it
	 * @throws MessageReturnedException if the worker stopped before
	 * @throws MessageDeliveryException if the thread was interrupted; the message may be
	 * processed all the same
	 */
	@Override
	public boolean send(Message<?> message, long timeout) {
		Handover handover = new Handover(message, new CompletableFuture<>());
		try {
			if (!offer(handover, timeout)) {
				return false;
			}
			handover.result().get();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted(message, ex);
		}
		catch (ExecutionException ex) {
			throw failure(message, ex.getCause());
		}
	}

	private boolean offer(Handover handover, long timeout) throws InterruptedException {
		if (timeout < 0) {
			this.waiting.put(handover);
			return true;
		}
		return this.waiting.offer(handover, timeout, TimeUnit.MILLISECONDS);
	}

	private static RuntimeException failure(Message<?> message, @Nullable Throwable cause) {
		if (cause instanceof MessageReturnedException returned) {
			return returned;
		}
		return new MessageFailedException(message, cause);
	}

	/** Spring's exceptions print the message that they are given. */
	private static MessageDeliveryException interrupted(Message<?> message, InterruptedException cause) {
		MessageDeliveryException failure = new MessageDeliveryException(
				"Interrupted before a worker had processed message " + MessageName.text(message));
		failure.initCause(cause);
		return failure;
	}

	@Override
	public @Nullable Message<?> receive() {
		return receive(-1);
	}

	@Override
	public @Nullable Message<?> receive(long timeout) {
		try {
			Handover handover = (timeout < 0) ? this.waiting.take() : this.waiting.poll(timeout, TimeUnit.MILLISECONDS);
			if (handover == null) {
				return null;
			}
			keep(handover);
			return handover.message();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private void keep(Handover handover) {
		synchronized (this.taken) {
			this.taken.computeIfAbsent(handover.message(), (message) -> new ArrayDeque<>(1)).add(handover);
		}
	}

	private @Nullable Handover settle(Message<?> message) {
		synchronized (this.taken) {
			Queue<Handover> handovers = this.taken.remove(message);
			Handover settled = (handovers != null) ? handovers.poll() : null;
			if (handovers != null && !handovers.isEmpty()) {
				this.taken.put(message, handovers);
			}
			return settled;
		}
	}

	/** For the one worker that takes messages from here. */
	Receipts receipts() {
		return new Receipts() {
			@Override
			public void processed(Message<?> message) {
				Handover handover = settle(message);
				if (handover != null) {
					handover.result().complete(true);
				}
			}

			@Override
			public boolean failed(Message<?> message, Throwable failure) {
				Handover handover = settle(message);
				if (handover != null) {
					handover.result().completeExceptionally(failure);
				}
				return true;
			}
		};
	}

	private record Handover(Message<?> message, CompletableFuture<Boolean> result) {

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
