package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time may have. The lock is on a sibling of it,
 * {@code <file>.lock}: an empty file that nothing else opens and that is never deleted,
 * so the file itself may be written, read, replaced and removed. Symbolic links above the
 * two files are fine; the files themselves must not be links, for a link decides who
 * locks what.
 *
 * @param path where it is
 * @param noun what people call it, as "PID file"
 * @param place where such files live, as "/run"
 * @since 0.1.0
 */
public record GuardedFile(Path path, String noun, String place) {

	/**
	 * Makes the path absolute.
	 * @param path where it is
	 * @param noun what people call it
	 * @param place where such files live
	 */
	public GuardedFile {
		path = path.toAbsolutePath().normalize();
	}

	Path lockFile() {
		return this.path.resolveSibling(this.path.getFileName() + ".lock");
	}

	/**
	 * The same file without links, by which two names of one file are known as one.
	 */
	GuardedFile real() throws IOException {
		return new GuardedFile(directory().toRealPath().resolve(this.path.getFileName()), this.noun, this.place);
	}

	/**
	 * What can be told before anything is opened.
	 */
	@Nullable NotGuaranteed obstacle() {
		if (this.path.getFileName() == null) {
			return new NotGuaranteed(this.path + " names no file.", "Add the name of a file to it");
		}
		if (!Files.exists(directory())) {
			return new NotGuaranteed("The directory " + directory() + " of " + this.path + " does not exist.",
					"Create it, so that " + user() + " may write to it");
		}
		if (!Files.isDirectory(directory())) {
			return new NotGuaranteed(directory() + ", the place of " + this.path + ", is not a directory.",
					"Put a directory in its place");
		}
		NotGuaranteed obstacle = obstacleAt(this.path);
		return (obstacle != null) ? obstacle : obstacleAt(lockFile());
	}

	NotGuaranteed notOpened(String reason) {
		return new NotGuaranteed("The lock file " + lockFile() + " cannot be opened: " + reason + ".",
				"Let " + user() + " write to it and to " + directory());
	}

	NotGuaranteed notLocked(String reason) {
		return new NotGuaranteed("The file system of " + lockFile() + " gives no locks: " + reason + ".",
				"Put the " + this.noun + " on a local file system, as " + this.place);
	}

	/**
	 * A directory at the place of the guarded file is not among them: it is in the way of
	 * the content, and does not touch the lock.
	 */
	private @Nullable NotGuaranteed obstacleAt(Path file) {
		if (Files.isSymbolicLink(file)) {
			return new NotGuaranteed(file + " is a symbolic link, which could lead to the file of someone else.",
					"Remove the link");
		}
		boolean hidesOnly = file.equals(this.path) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !hidesOnly
				&& !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return new NotGuaranteed(file + " is there and is not a regular file.", "Remove it");
		}
		return null;
	}

	private Path directory() {
		return this.path.resolveSibling("");
	}

	private static String user() {
		return "user " + System.getProperty("user.name");
	}

}
