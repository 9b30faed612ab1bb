package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;

/**
 * Where configuration is read from.
 */
sealed interface ConfigPlace {

	/**
	 * Where it is, if it is there.
	 * @return the path
	 */
	Path path();

	/**
	 * One file. A directory in its place says nothing: what else is in there may be
	 * anything, such as a lock that is lost when somebody reads its file.
	 *
	 * @param path where it is
	 */
	record Single(Path path) implements ConfigPlace {
	}

	/**
	 * A directory in which each file is a property.
	 *
	 * @param path where it is
	 */
	record Tree(Path path) implements ConfigPlace {
	}

}
