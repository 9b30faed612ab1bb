package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

/**
 * A library that runs message listeners of the application.
 */
@FunctionalInterface
interface ListenerLibrary {

	/**
	 * The containers there are now, those of its registries first. May be asked by any
	 * thread.
	 */
	List<ListenerContainer> containers();

}
