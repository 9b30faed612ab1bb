package io.workerlifecycle.worker;

import java.time.Instant;

/**
 * What will follow for a worker by itself.
 *
 * @since 0.1.0
 */
public sealed interface Prospect {

	/** Nothing is decided: a life is under way, or nobody wanted one yet. */
	Prospect OPEN = new Open();

	/**
	 * A life is under way, or nobody wanted one yet.
	 */
	record Open() implements Prospect {
	}

	/**
	 * Another life begins after a backoff.
	 *
	 * @param restartAt when
	 */
	record BackingOff(Instant restartAt) implements Prospect {
	}

	/**
	 * Nothing, although the work is not done.
	 */
	record GaveUp() implements Prospect {
	}

	/**
	 * Nothing, since the work is done.
	 */
	record Completed() implements Prospect {
	}

	/**
	 * Nothing, until its thread ends, which lives on although its time to stop is over.
	 */
	record Abandoned() implements Prospect {
	}

}
