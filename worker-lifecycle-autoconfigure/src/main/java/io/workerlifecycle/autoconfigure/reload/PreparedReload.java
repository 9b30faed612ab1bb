package io.workerlifecycle.autoconfigure.reload;

/**
 * New properties that one participant has found to be good. Of its two methods
 * {@link #apply()} is called first, if at all.
 *
 * @since 0.1.0
 */
public interface PreparedReload {

	/** For a participant that only looks whether properties are good. */
	PreparedReload NOTHING = new PreparedReload() {

		@Override
		public void apply() {
			// What holds was read at the start.
		}

		@Override
		public void undo() {
			// Nothing was done.
		}

	};

	/**
	 * Lets the new properties hold. What throws here makes the reload as a whole be
	 * undone, this participant included.
	 */
	void apply();

	/**
	 * Lets the properties hold that did before.
	 */
	void undo();

}
