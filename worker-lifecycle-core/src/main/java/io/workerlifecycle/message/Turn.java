package io.workerlifecycle.message;

import java.util.List;

import org.springframework.messaging.Message;

/**
 * What a lane does with the messages that it takes at once.
 */
interface Turn {

	/**
	 * Takes messages and handles them.
	 * @return whether everything taken is done with; false gives it back
	 * @throws SourceException if nothing could be taken
	 */
	boolean run() throws SourceException;

	/**
	 * What {@link #run} took, also if it failed then.
	 * @return the messages, the oldest first
	 */
	List<Message<?>> taken();

	/**
	 * What {@link #run} did was undone when its transaction was to be committed. That
	 * counts as a failed attempt: it may be the work itself that cannot be committed.
	 * @param failure what the transaction said
	 */
	void undone(Throwable failure);

}
