package io.workerlifecycle.autoconfigure.message;

import java.io.Serializable;

/**
 * The payload of a message that is in a durable channel and cannot be read: its type is
 * not there any more, has changed, or is not allowed. No worker takes it, so the message
 * goes to the dead-letter channel and is in nobody's way.
 *
 * @param content the whole message as it was stored, in Java's serialized form
 * @param reason why it cannot be read
 * @since 0.1.0
 */
// Nobody compares them, and serialized records have to keep their form.
@SuppressWarnings("ArrayRecordComponent")
public record UnreadablePayload(byte[] content, String reason) implements Serializable {

	private static final long serialVersionUID = 1L;

	/** Without the content, which is a secret. */
	@Override
	public String toString() {
		return "UnreadablePayload[" + this.content.length + " bytes, " + this.reason + "]";
	}

}
