package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.workerlifecycle.instance.LockOutcome.NotGuaranteed;
import org.jspecify.annotations.Nullable;

/**
 * Where a lock and its PID file are. Symbolic links above the two files are fine; the
 * files themselves must not be links, for a link decides who locks what.
 */
record LockLocation(Path pidFile) {

	Path lockFile() {
		return this.pidFile.resolveSibling(this.pidFile.getFileName() + ".lock");
	}

	/**
	 * The same place without links, by which two names of one file are known as one.
	 */
	LockLocation real() throws IOException {
		return new LockLocation(directory().toRealPath().resolve(this.pidFile.getFileName()));
	}

	/**
	 * What can be told before anything is opened.
	 */
	@Nullable NotGuaranteed obstacle() {
		if (this.pidFile.getFileName() == null) {
			return new NotGuaranteed(this.pidFile + " names no file.", "Add the name of a file to it");
		}
		if (!Files.exists(directory())) {
			return new NotGuaranteed("The directory " + directory() + " of " + this.pidFile + " does not exist.",
					"Create it, so that " + user() + " may write to it");
		}
		if (!Files.isDirectory(directory())) {
			return new NotGuaranteed(directory() + ", the place of " + this.pidFile + ", is not a directory.",
					"Put a directory in its place");
		}
		NotGuaranteed obstacle = obstacleAt(this.pidFile);
		return (obstacle != null) ? obstacle : obstacleAt(lockFile());
	}

	NotGuaranteed notOpened(String reason) {
		return new NotGuaranteed("The lock file " + lockFile() + " cannot be opened: " + reason + ".",
				"Let " + user() + " write to it and to " + directory());
	}

	NotGuaranteed notLocked(String reason) {
		return new NotGuaranteed("The file system of " + lockFile() + " gives no locks: " + reason + ".",
				"Put the PID file on a local file system, as /run");
	}

	/**
	 * A directory at the place of the PID file is not among them: it hides the holder,
	 * and does not touch the lock.
	 */
	private @Nullable NotGuaranteed obstacleAt(Path file) {
		if (Files.isSymbolicLink(file)) {
			return new NotGuaranteed(file + " is a symbolic link, which could lead to the file of someone else.",
					"Remove the link");
		}
		boolean hidesOnly = file.equals(this.pidFile) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !hidesOnly
				&& !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return new NotGuaranteed(file + " is there and is not a regular file.", "Remove it");
		}
		return null;
	}

	private Path directory() {
		return this.pidFile.resolveSibling("");
	}

	private static String user() {
		return "user " + System.getProperty("user.name");
	}

}
