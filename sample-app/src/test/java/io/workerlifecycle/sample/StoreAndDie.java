package io.workerlifecycle.sample;

import java.nio.file.Path;

/**
 * A program that stores files and ends as by {@code kill -9}, right after the commit.
 */
final class StoreAndDie {

	static final int FILES = 100;

	static final int EXIT_CODE = 9;

	private StoreAndDie() {
	}

	/**
	 * Stores and dies.
	 * @param args the root and the directory of the data
	 */
	public static void main(String[] args) {
		Monitor monitor = new Monitor(Path.of(args[0]), Path.of(args[1]));
		monitor.store.store(FileStoreTests.batch(FILES));
		Runtime.getRuntime().halt(EXIT_CODE);
	}

}
