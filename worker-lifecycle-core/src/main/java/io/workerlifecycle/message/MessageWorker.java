package io.workerlifecycle.message;

import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;

import org.springframework.messaging.Message;

/**
 * Work on messages, one at a time. Every singleton bean of this type becomes a supervised
 * worker that takes messages from the channels it is configured with and hands each to
 * {@link #process}. A message is gone when {@code process} returns, and is given back
 * when it throws: at least once, so it may come twice. Where it sends what it makes are
 * channels, injected like any other bean. <pre class="code">
 * public void process(Message&lt;Order&gt; message, WorkerContext context) {
 *     this.invoices.send(MessageBuilder.withPayload(invoice(message.getPayload())).build());
 * }
 * </pre> With a concurrency above one it is called by several threads at once.
 *
 * @param <T> the type of the payload; a message with another one is converted to it
 * @since 0.1.0
 */
public interface MessageWorker<T> extends WorkerHooks {

	/**
	 * Processes a message, within the transaction in which it was taken if its channel
	 * has one.
	 * @param message the message
	 * @param context the life this call belongs to
	 * @throws Exception when the message could not be processed; it is tried again, and
	 * in the end goes to the dead-letter channel
	 */
	void process(Message<T> message, WorkerContext context) throws Exception;

	/**
	 * Processes a message while the worker is degraded: with less than it should have.
	 * @param message the message
	 * @param context the life this call belongs to
	 * @throws Exception as {@link #process}
	 */
	default void processDegraded(Message<T> message, WorkerContext context) throws Exception {
		process(message, context);
	}

}
