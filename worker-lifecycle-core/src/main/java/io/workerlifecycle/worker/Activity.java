package io.workerlifecycle.worker;

import io.workerlifecycle.thread.KeepAlive;

/**
 * Whether there is anything of a worker to stop, for which the process has to last. Read
 * by anybody, written on the supervisor's thread.
 */
final class Activity {

	private final Watched watched;

	/** Written on the supervisor's thread. */
	private volatile boolean active;

	Activity(Watched watched) {
		this.watched = watched;
	}

	boolean isActive() {
		return this.active;
	}

	/** From now on there is something to stop. */
	void begin() {
		this.active = true;
		keepAlive().hold(this);
	}

	/** There is nothing to stop any more. */
	void end() {
		this.active = false;
	}

	/** Who waited for the end has been told: the process need not last for this. */
	void release() {
		if (!endsTheApplication()) {
			keepAlive().release(this);
		}
	}

	/** Then the process has to last until its exit code is decided. */
	private boolean endsTheApplication() {
		return this.watched.journal().current().gaveUp() && this.watched.settings().onGiveUp() == GiveUpAction.EXIT;
	}

	private KeepAlive keepAlive() {
		return this.watched.ports().resources().keepAlive();
	}

}
