package io.workerlifecycle.message;

import org.springframework.messaging.Message;

/**
 * Tells whoever handed a message over what became of it.
 */
interface Receipts {

	/** Nobody waits for it, and nobody else has it. */
	Receipts NONE = new Receipts() {
		@Override
		public void processed(Message<?> message) {
		}

		@Override
		public boolean failed(Message<?> message, Throwable failure) {
			return false;
		}
	};

	void processed(Message<?> message);

	/**
	 * The message will not be processed.
	 * @return whether that ends it, since whoever handed it over still has it
	 */
	boolean failed(Message<?> message, Throwable failure);

}
