package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * What follows the end of a life that nobody asked for.
 */
sealed interface Sequel {

	/** Another life. */
	record Restart(Duration delay) implements Sequel {
	}

	/** Nothing, since the work is done. */
	record Completed() implements Sequel {
	}

	/** Nothing, although the work is not done. */
	record GiveUp() implements Sequel {
	}

}
