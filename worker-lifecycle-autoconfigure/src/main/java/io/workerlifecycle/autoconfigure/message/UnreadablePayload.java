package io.workerlifecycle.autoconfigure.message;

import java.io.Serializable;

/**
 * The payload of a message that is in a durable channel and cannot be read: its type is
 * not there any more, has changed, or is not allowed. No worker takes it, so the message
 * goes to the dead-letter channel and is in nobody's way.
 *
 * @since 0.1.0
 */
public final class UnreadablePayload implements Serializable {

	private static final long serialVersionUID = 1L;

	private final byte[] content;

	private final String reason;

	UnreadablePayload(byte[] content, String reason) {
		this.content = content;
		this.reason = reason;
	}

	/**
	 * The whole message as it was stored.
	 * @return a copy of its bytes, in Java's serialized form
	 */
	public byte[] content() {
		return this.content.clone();
	}

	/**
	 * Why it cannot be read.
	 * @return a text for people, without the content
	 */
	public String reason() {
		return this.reason;
	}

	/** Without the content, which is a secret. */
	@Override
	public String toString() {
		return "UnreadablePayload[" + this.content.length + " bytes, " + this.reason + "]";
	}

}
