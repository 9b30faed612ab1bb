package io.workerlifecycle.worker;

/**
 * Whether a worker belongs to its supervisor. Read by anybody, written on the
 * supervisor's thread.
 */
final class Membership {

	/** Written on the supervisor's thread. */
	private volatile Stage stage = Stage.MEMBER;

	/**
	 * Whether it has its place among the life cycles of the application. Used on the
	 * supervisor's thread only.
	 */
	private boolean placed;

	void place() {
		this.placed = true;
	}

	boolean isOver() {
		return this.stage != Stage.MEMBER;
	}

	/** The worker was removed. */
	void end() {
		if (this.stage == Stage.MEMBER) {
			this.stage = Stage.REMOVED;
		}
	}

	/**
	 * The worker has ended.
	 * @param departure what is to be done once, if it was removed and has a place to give
	 * up
	 */
	void leave(Runnable departure) {
		if (this.stage == Stage.REMOVED && this.placed) {
			this.stage = Stage.LEAVING;
			departure.run();
		}
	}

	private enum Stage {

		/** It belongs to its supervisor. */
		MEMBER,

		/** It was removed, and has not ended. */
		REMOVED,

		/** It has ended, and its name will be free. */
		LEAVING

	}

}
