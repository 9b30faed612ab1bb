package io.workerlifecycle.sample;

/**
 * A symbolic link from a directory of the tree to a directory of the tree.
 *
 * @param key the link
 * @param from the directory it is in
 * @param to the directory it leads to
 */
record TreeLink(FileKey key, FileKey from, FileKey to) {

	boolean leadsUp() {
		return this.from.isBelow(this.to);
	}

}
