package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.worker.DesiredState;

/**
 * What is wanted of a listener container.
 *
 * @param desired whether it should run
 * @param underWay whether it is still busy with obeying
 */
record ListenerWish(DesiredState desired, boolean underWay) {

	/**
	 * Whether it should run by now.
	 */
	boolean isDue() {
		return this.desired == DesiredState.RUNNING && !this.underWay;
	}

}
