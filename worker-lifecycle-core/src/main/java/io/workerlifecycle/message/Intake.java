package io.workerlifecycle.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * How a lane gets messages from a channel so that none is lost: what it took in one turn
 * is gone when the turn says so, and comes again otherwise. Used by one thread.
 */
interface Intake {

	/** To a channel of JMS zero says that there is no limit. */
	long SHORTEST_MILLIS = 1;

	/**
	 * Does a turn.
	 * @return whether what the turn did holds; false if it was undone
	 * @throws SourceException if the channel or its transaction failed; what was taken
	 * comes again
	 */
	boolean exchange(Turn turn) throws SourceException;

	/**
	 * Takes a message, within a turn.
	 * @param waitMillis how long to wait for one
	 * @return the message, or {@code null} if there was none
	 * @throws SourceException if the channel failed
	 */
	@Nullable Message<?> take(long waitMillis) throws SourceException;

	/**
	 * Takes as many messages as the channel hands out at once, within a turn.
	 * @param most how many at most, at least 1
	 * @param waitMillis how long to wait for one
	 * @return the messages, or nothing if there was none
	 * @throws SourceException if the channel failed
	 */
	default List<Message<?>> takeMany(int most, long waitMillis) throws SourceException {
		Message<?> message = take(waitMillis);
		return (message != null) ? List.of(message) : List.of();
	}

	/**
	 * Whether a turn that is not done with everything undoes all of it.
	 */
	boolean isAllOrNothing();

	/**
	 * Whether this turn will be undone, whatever else it does.
	 */
	default boolean isSpoiled() {
		return false;
	}

	/**
	 * Whether a failure within a turn may hand its messages to others before it is over.
	 */
	default boolean isShared() {
		return false;
	}

	/**
	 * Whether a failure within this turn has done so.
	 */
	default boolean isFreed() {
		return false;
	}

	/**
	 * What this turn took is in the hand of another lane, which counts it.
	 */
	default void leave() {
	}

	/**
	 * Puts one message of this turn out of the way, which could not be processed and has
	 * no dead-letter channel.
	 * @return whether it is off; otherwise it comes again
	 */
	boolean giveUp(Message<?> message, Throwable failure);

	/**
	 * One message of this turn is done with, whatever becomes of the others.
	 */
	void done(Message<?> message);

	/**
	 * The lane ends: what it holds goes back.
	 * @return how many messages went back, with those of a last turn that was undone
	 */
	int giveBack();

}
