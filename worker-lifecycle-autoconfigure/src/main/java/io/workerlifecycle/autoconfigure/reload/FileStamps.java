package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/**
 * What files contain at one time, however they came to their place: written, renamed, or
 * by a link above them that points elsewhere. A file is read again only if it is another
 * one, or its size or time is another.
 *
 * @param files by their path; those that are not there are missing
 */
record FileStamps(Map<Path, Stamp> files) {

	static final FileStamps NONE = new FileStamps(Map.of());

	/** How deep directories are looked into. */
	private static final int DEPTH = 3;

	/** No file that is read as properties is larger. */
	private static final long MOST_BYTES = 1 << 20;

	FileStamps {
		files = Map.copyOf(files);
	}

	/**
	 * Looks at files, and at the files in trees.
	 * @param places the files and trees
	 * @param known what was there when somebody looked before
	 */
	static FileStamps of(Collection<ConfigPlace> places, FileStamps known) {
		Map<Path, Stamp> stamps = new HashMap<>();
		for (ConfigPlace place : places) {
			if (place instanceof ConfigPlace.Tree) {
				addAll(place.path(), known, stamps);
			}
			else if (Files.isRegularFile(place.path())) {
				add(place.path(), known, stamps);
			}
		}
		return new FileStamps(stamps);
	}

	FileStamps with(FileStamps more) {
		Map<Path, Stamp> all = new HashMap<>(this.files);
		all.putAll(more.files());
		return new FileStamps(all);
	}

	/** Whether the same files have the same content. */
	boolean saysTheSameAs(FileStamps other) {
		return contents().equals(other.contents());
	}

	private Map<Path, String> contents() {
		Map<Path, String> contents = new HashMap<>();
		this.files.forEach((path, stamp) -> contents.put(path, stamp.content()));
		return contents;
	}

	private static void addAll(Path directory, FileStamps known, Map<Path, Stamp> stamps) {
		try (Stream<Path> found = Files.find(directory, DEPTH, FileStamps::counts, FileVisitOption.FOLLOW_LINKS)) {
			found.forEach((path) -> add(path, known, stamps));
		}
		catch (IOException | UncheckedIOException ex) {
			// It is being exchanged, and will be looked at again.
		}
	}

	/** Names that begin with two dots are how Kubernetes exchanges a directory. */
	private static boolean counts(Path path, BasicFileAttributes attributes) {
		for (Path element : path) {
			if (element.toString().startsWith("..")) {
				return false;
			}
		}
		return attributes.isRegularFile() && attributes.size() <= MOST_BYTES;
	}

	private static void add(Path path, FileStamps known, Map<Path, Stamp> stamps) {
		Stamp before = known.files().get(path);
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			Place place = new Place(path.toRealPath(), attributes.lastModifiedTime(), attributes.size(),
					String.valueOf(attributes.fileKey()));
			boolean same = before != null && before.place().equals(place);
			stamps.put(path, (before != null && same) ? before : new Stamp(place, content(path)));
		}
		catch (IOException ex) {
			// It is not there, or cannot be read, which is as good.
		}
	}

	private static String content(Path path) throws IOException {
		return DigestUtils.md5DigestAsHex(Files.readAllBytes(path));
	}

	/**
	 * A file at one time.
	 *
	 * @param place what tells it from another one without reading it
	 * @param content a digest of what is in it
	 */
	record Stamp(Place place, String content) {
	}

	/**
	 * Which file it is.
	 */
	record Place(Path real, FileTime time, long size, @Nullable String key) {
	}

}
