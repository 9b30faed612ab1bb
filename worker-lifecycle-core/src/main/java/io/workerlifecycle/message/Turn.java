package io.workerlifecycle.message;

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
	 * What {@link #run} did was undone, by somebody who took part in its transaction.
	 * @param failure what the transaction said
	 */
	void undone(Throwable failure);

}
