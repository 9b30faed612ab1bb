package io.workerlifecycle.worker;

/**
 * Whether a worker belongs to its supervisor. Read by anybody, written on the
 * supervisor's thread.
 */
final class Membership {

	/** Written on the supervisor's thread. */
	private volatile Stage stage = Stage.JOINING;

	boolean isOver() {
		return this.stage != Stage.JOINING && this.stage != Stage.MEMBER;
	}

	/** The worker has its place among the life cycles of the application. */
	void place() {
		this.stage = isOver() ? Stage.REMOVED : Stage.MEMBER;
	}

	/** The worker was removed. */
	void end() {
		if (!isOver()) {
			this.stage = (this.stage == Stage.JOINING) ? Stage.DECLINED : Stage.REMOVED;
		}
	}

	/**
	 * The worker has ended.
	 * @param departure what is to be done once, if it was removed and has a place to give
	 * up
	 */
	void leave(Runnable departure) {
		if (this.stage == Stage.REMOVED) {
			this.stage = Stage.LEAVING;
			departure.run();
		}
	}

	private enum Stage {

		/** It is registered, and has no place yet. */
		JOINING,

		/** It belongs to its supervisor. */
		MEMBER,

		/** It was removed before it had a place. */
		DECLINED,

		/** It was removed, and has not ended. */
		REMOVED,

		/** It has ended, and its name will be free. */
		LEAVING

	}

}
