package io.workerlifecycle.worker;

/**
 * What a life is told when its start-up hooks have returned.
 */
sealed interface StartAnswer {

	/** It may go on. */
	record GoOn() implements StartAnswer {
	}

	/** It ends here, as somebody asked. */
	record Ends() implements StartAnswer {
	}

	/** Its health check failed. */
	record Refused(Throwable failure) implements StartAnswer {
	}

}
