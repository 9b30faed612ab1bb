package io.workerlifecycle.message;

import org.springframework.messaging.Message;

/**
 * Tells whoever handed a message over what became of it.
 */
interface Receipts {

	/** Nobody waits for it. */
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
	 * @return whether somebody was told
	 */
	boolean failed(Message<?> message, Throwable failure);

}
