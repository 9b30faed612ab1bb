package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.MessageObserver;

/**
 * Makes who is told what becomes of the messages of a worker. Each message worker is
 * asked for once, before it runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageObserverFactory {

	/**
	 * Makes the observer of one worker.
	 * @param worker its name
	 * @return the observer
	 */
	MessageObserver observer(String worker);

}
