package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.workerlifecycle.reload.ReloadChange;
import io.workerlifecycle.reload.Reloadable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The directory tree that is watched, without what is left out of it. What is left out
 * may change while the monitor runs.
 */
final class WatchedTree implements Reloadable {

	private final Path root;

	private final String rootUri;

	private final Path data;

	/** Replaced as a whole by a reload. */
	private volatile Exclusions exclusions;

	/**
	 * Looks at the tree, which must exist.
	 * @param root the directory to watch
	 * @param data the directory of the own files, which exists
	 * @param exclude names and, with a slash, paths from the root
	 */
	WatchedTree(Path root, Path data, List<String> exclude) {
		this.root = realRoot(root);
		this.rootUri = this.root.toUri().getRawPath();
		this.data = realData(data);
		this.exclusions = exclusions(exclude);
	}

	/** The tree itself cannot become another one: what is stored is of this one. */
	@Override
	public void checkReload(ReloadChange change) {
		if (change.touches("sample.root") || change.touches("sample.data")) {
			throw new IllegalArgumentException(
					"sample.root and sample.data cannot change while the monitor runs. Restart it.");
		}
	}

	@Override
	public void onReload(ReloadChange change) {
		this.exclusions = exclusions(change.bind("sample", SampleProperties.class).exclude());
	}

	private static Path realRoot(Path root) {
		if (!Files.exists(root)) {
			throw refused("sample.root is %s, which does not exist.".formatted(root.toAbsolutePath()));
		}
		if (!Files.isDirectory(root)) {
			throw refused("sample.root is %s, which is not a directory.".formatted(root.toAbsolutePath()));
		}
		try {
			return root.toRealPath();
		}
		catch (IOException ex) {
			throw refused("sample.root is %s, which cannot be read: %s".formatted(root.toAbsolutePath(), ex));
		}
	}

	private Path realData(Path data) {
		Path real = data.toAbsolutePath().normalize();
		try {
			real = data.toRealPath();
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("sample.data is %s, which cannot be read: %s".formatted(real, ex),
					"Set sample.data to a directory that can be written.", ex);
		}
		if (real.equals(this.root)) {
			throw new FailureAnalyzedException("sample.data and sample.root are both %s.".formatted(real),
					"Set sample.data to another directory; one below the root is fine.");
		}
		return real;
	}

	private static FailureAnalyzedException refused(String description) {
		return new FailureAnalyzedException(description, "Set sample.root to the directory that is to be watched.");
	}

	private Exclusions exclusions(List<String> entries) {
		Set<Path> paths = new HashSet<>(Set.of(this.data));
		Set<String> names = new HashSet<>();
		for (String entry : entries) {
			if (entry.indexOf('/') < 0) {
				names.add(entry);
			}
			else {
				paths.add(this.root.resolve(entry.startsWith("/") ? entry.substring(1) : entry).normalize());
			}
		}
		return new Exclusions(Set.copyOf(paths), Set.copyOf(names));
	}

	Path root() {
		return this.root;
	}

	/**
	 * Makes sure that the tree is there, and not on a disk that is not mounted.
	 * @throws NotDirectoryException if it is away
	 */
	void requirePresent() throws NotDirectoryException {
		if (!Files.isDirectory(this.root)) {
			throw new NotDirectoryException(this.root.toString());
		}
	}

	/**
	 * The root for people and for the database.
	 * @return the path, with nothing in it that cannot be seen
	 */
	String displayRoot() {
		return VisibleText.of(this.root.toString());
	}

	boolean excludes(Path path) {
		Path name = path.getFileName();
		Exclusions now = this.exclusions;
		return now.paths().contains(path)
				|| (name != null && !path.equals(this.root) && now.names().contains(name.toString()));
	}

	FileKey keyOf(Path path) {
		// Not relativize().toUri(): that would resolve against the working directory.
		String uri = path.toUri().getRawPath();
		String key = (uri.length() < this.rootUri.length()) ? "" : uri.substring(this.rootUri.length());
		// The slash is there if path is a directory just now, or a link to one.
		return new FileKey(key.endsWith("/") ? key.substring(0, key.length() - 1) : key);
	}

	Path pathOf(FileKey key) {
		return Path.of(URI.create("file://" + this.rootUri + key.encoded()));
	}

	/**
	 * What is left out of the tree.
	 */
	private record Exclusions(Set<Path> paths, Set<String> names) {
	}

}
