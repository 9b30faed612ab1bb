package io.workerlifecycle.autoconfigure.message;

/**
 * Thrown when dead letters are not sent again, and stay where they are.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class DeadLetterReplayException extends IllegalStateException {

	/**
	 * Creates the exception.
	 * @param message why, in words for people; it quotes no letter
	 */
	public DeadLetterReplayException(String message) {
		super(message);
	}

	static DeadLetterReplayException noRoom(String worker) {
		return new DeadLetterReplayException("The dead-letter channel of worker '" + worker
				+ "' has more in it than it has room for, so the letters that stay cannot be put back. Send all of "
				+ "them again, or give it room");
	}

	static DeadLetterReplayException underWay(String worker) {
		return new DeadLetterReplayException(
				"Dead letters of worker '" + worker + "' are being sent again already. Try again when that is done");
	}

}
