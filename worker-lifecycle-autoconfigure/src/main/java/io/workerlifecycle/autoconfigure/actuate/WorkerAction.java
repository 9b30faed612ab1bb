package io.workerlifecycle.autoconfigure.actuate;

import java.util.Locale;

import io.workerlifecycle.worker.Workers;

/**
 * What can be asked of a worker through Actuator: the commands of {@link Workers}.
 */
enum WorkerAction {

	START, STOP, RESTART, PAUSE, RESUME;

	void ask(Workers workers, String name) {
		switch (this) {
			case START -> workers.start(name);
			case STOP -> workers.stop(name);
			case RESTART -> workers.restart(name);
			case PAUSE -> workers.pause(name);
			case RESUME -> workers.resume(name);
		}
	}

	/**
	 * The action as it is written in a request.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
