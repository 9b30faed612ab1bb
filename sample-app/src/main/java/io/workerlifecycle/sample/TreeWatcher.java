package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

/**
 * The worker that hears of changes at once, where the scan sees them later. What it
 * cannot watch it leaves to the scan, and is degraded then.
 */
final class TreeWatcher implements Worker {

	/** A file is looked at once it was left alone for so long. */
	private static final Duration QUIET = Duration.ofMillis(500);

	private static final int MOST_TOUCHED = 1000;

	private final WatchedTree tree;

	private final FindingQueue queue;

	/** Written and read by the thread of a life; another one for each. */
	private @Nullable WatchedDirectories directories;

	TreeWatcher(WatchedTree tree, FindingQueue queue) {
		this.tree = tree;
		this.queue = queue;
	}

	@Override
	public void onStartup(WorkerContext context) throws IOException {
		this.directories = new WatchedDirectories(this.tree, context);
		context.closeAtStop(this.directories);
		this.directories.addBelow(this.tree.root());
	}

	@Override
	public void run(WorkerContext context) {
		WatchedDirectories watched = Objects.requireNonNull(this.directories);
		Set<Path> touched = new LinkedHashSet<>();
		while (context.keepRunning()) {
			WatchKey key = watched.poll(QUIET);
			if (key != null) {
				read(key, watched, touched);
			}
			if (key == null || touched.size() >= MOST_TOUCHED) {
				report(touched, context);
				touched.clear();
			}
		}
	}

	@Override
	public void checkHealth() throws NotDirectoryException {
		this.tree.requirePresent();
	}

	private void read(WatchKey key, WatchedDirectories watched, Set<Path> touched) {
		Path directory = (Path) key.watchable();
		for (WatchEvent<?> event : key.pollEvents()) {
			// An overflow has no name: the scan finds what was not told.
			if (event.context() instanceof Path name && !this.tree.excludes(directory.resolve(name))) {
				Path path = directory.resolve(name);
				if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
					touched.add(path);
				}
				else if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
					touched.addAll(watched.addBelow(path));
				}
			}
		}
		key.reset();
	}

	private void report(Set<Path> touched, WorkerContext context) {
		List<Finding> findings = touched.stream().flatMap(this::look).toList();
		if (!findings.isEmpty() && this.queue.put(findings, context::isStopRequested)) {
			context.recordSuccess();
		}
	}

	private Stream<Finding> look(Path path) {
		FileKey key = this.tree.keyOf(path);
		if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
			return Stream.of(new Finding.Suspect(key));
		}
		return Files.notExists(path, LinkOption.NOFOLLOW_LINKS) ? Stream.of(new Finding.Missing(key)) : Stream.empty();
	}

}
