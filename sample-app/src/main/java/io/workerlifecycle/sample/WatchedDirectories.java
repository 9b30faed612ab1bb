package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

/**
 * The directories that the system tells of when something changes in them. Systems limit
 * how many there may be. For one life of a worker, and one thread.
 */
final class WatchedDirectories implements AutoCloseable {

	private final WatchedTree tree;

	private final WorkerContext context;

	private final WatchService service;

	/** How many could not be watched. */
	private int refused;

	WatchedDirectories(WatchedTree tree, WorkerContext context) throws IOException {
		this.tree = tree;
		this.context = context;
		this.service = tree.root().getFileSystem().newWatchService();
	}

	/**
	 * Watches a directory and all below it.
	 * @param directory where to begin
	 * @return the files in them, of which nobody has told
	 */
	List<Path> addBelow(Path directory) {
		List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(directory, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
					if (WatchedDirectories.this.tree.excludes(visited)) {
						return FileVisitResult.SKIP_SUBTREE;
					}
					add(visited);
					return WatchedDirectories.this.context.isStopRequested() ? FileVisitResult.TERMINATE
							: FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					files.add(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFileFailed(Path path, IOException failure) {
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			refused();
		}
		return files;
	}

	/**
	 * Waits for something to happen in one of them.
	 * @param timeout how long to wait
	 * @return where it happened, or {@code null} if nothing did; on an interrupt too,
	 * which keeps its flag
	 */
	@Nullable WatchKey poll(Duration timeout) {
		try {
			return this.service.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.service.close();
	}

	private void add(Path directory) {
		try {
			directory.register(this.service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
					StandardWatchEventKinds.ENTRY_DELETE);
		}
		catch (IOException ex) {
			if (Files.isReadable(directory)) {
				refused();
			}
		}
	}

	private void refused() {
		this.refused++;
		this.context.degrade(this.refused + " directories cannot be watched; the scan sees what changes in them");
	}

}
