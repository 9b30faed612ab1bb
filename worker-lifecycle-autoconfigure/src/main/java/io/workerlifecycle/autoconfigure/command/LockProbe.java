package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells whether any process holds an instance lock. It asks for a shared lock and gives
 * it back at once: this needs no right to write, and two that ask do not disturb each
 * other. A start in that very instant finds the lock taken, which is why a start tries
 * more than once. Never for a lock of this process, which would lose it.
 *
 * @param lockFile the lock file
 */
record LockProbe(Path lockFile) {

	static LockProbe beside(Path pidFile) {
		return new LockProbe(pidFile.resolveSibling(pidFile.getFileName() + ".lock"));
	}

	/**
	 * Looks once.
	 * @return true if a process holds the lock
	 * @throws IOException if it cannot be told
	 */
	boolean isHeld() throws IOException {
		if (!isThere()) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(this.lockFile, StandardOpenOption.READ,
				LinkOption.NOFOLLOW_LINKS)) {
			FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
			return lock == null;
		}
	}

	/** A pipe would block whoever opens it. */
	private boolean isThere() throws IOException {
		try {
			if (Files.readAttributes(this.lockFile, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
				.isRegularFile()) {
				return true;
			}
			throw new FileSystemException(this.lockFile.toString(), null, "it is no regular file");
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

}
