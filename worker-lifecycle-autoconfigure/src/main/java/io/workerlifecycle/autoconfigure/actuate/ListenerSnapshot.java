package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerState;

/**
 * What is to be said of a listener container at one moment.
 *
 * @param name what it is called beside workers
 * @param state {@code RUNNING} or {@code STOPPED}
 * @param paused whether it was told to take nothing new
 * @param failed whether it should run and does not, or not all of it does; not while it
 * obeys a command
 */
record ListenerSnapshot(String name, ListenerContainer container, WorkerState state, DesiredState desired,
		boolean paused, boolean failed) {

	/**
	 * Looks at a container.
	 * @param wish what is wanted of it
	 */
	static ListenerSnapshot of(String name, ListenerContainer container, ListenerWish wish) {
		boolean running = container.lifecycle().isRunning();
		ListenerContainer.Pausing pausing = container.pausing();
		return new ListenerSnapshot(name, container, running ? WorkerState.RUNNING : WorkerState.STOPPED,
				wish.desired(), pausing != null && pausing.isPaused(),
				wish.isDue() && !(running && container.isWhole()));
	}

}
