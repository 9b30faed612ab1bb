package io.workerlifecycle.message;

import java.util.List;

import org.springframework.messaging.Message;

/**
 * Stands around each call of the code that processes the messages of a worker, on the
 * thread that makes the call and within its transaction. Several threads may be in there
 * at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProcessingInterceptor {

	/**
	 * Calls the code, once.
	 * @param messages what it is given: one message, or those of a batch
	 * @param processing the call
	 * @throws Exception what the code throws
	 */
	void around(List<? extends Message<?>> messages, Processing processing) throws Exception;

	/**
	 * A call of the code that processes messages.
	 */
	@FunctionalInterface
	interface Processing {

		/**
		 * Makes the call.
		 * @throws Exception when the messages could not be processed
		 */
		void proceed() throws Exception;

	}

}
