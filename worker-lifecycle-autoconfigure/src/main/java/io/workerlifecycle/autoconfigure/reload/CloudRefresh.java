package io.workerlifecycle.autoconfigure.reload;

import java.util.Set;

/**
 * What Spring Cloud does of a reload where it is there: it refreshes scopes and beans
 * that are bound by setters.
 */
interface CloudRefresh {

	/** Where Spring Cloud is not there. */
	CloudRefresh NONE = new CloudRefresh() {

		@Override
		public void refresh() {
			// Nobody is there.
		}

		@Override
		public void restored(Set<String> names) {
			// Nobody is there.
		}

	};

	/** Reads the files into the environment, and lets beans have what they say. */
	void refresh();

	/**
	 * Lets beans have what the environment says again.
	 * @param names the properties that are as they were before
	 */
	void restored(Set<String> names);

}
