package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A file that is replaced as a whole: after a crash, of the process or of the machine, it
 * has the old content or the new one. For one writer at a time.
 */
final class AtomicFile implements StateWriter {

	private static final Log logger = LogFactory.getLog(AtomicFile.class);

	private final Path path;

	private final Path fresh;

	private final Path directory;

	private final boolean directorySyncs;

	/**
	 * Removes what a process left that was killed while it wrote, and finds out whether
	 * files can be made here.
	 */
	AtomicFile(Path path) throws IOException {
		this.path = path;
		this.fresh = path.resolveSibling(path.getFileName() + ".new");
		this.directory = path.resolveSibling("");
		createFresh().close();
		Files.delete(this.fresh);
		this.directorySyncs = directorySyncs();
	}

	/**
	 * An interrupt neither ends the write nor is lost.
	 */
	@Override
	public void write(byte[] content) throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			while (!replaced(content)) {
				interrupted = true;
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private boolean replaced(byte[] content) throws IOException {
		try {
			replace(content);
			return true;
		}
		catch (ClosedByInterruptException ex) {
			return !Thread.interrupted();
		}
	}

	private void replace(byte[] content) throws IOException {
		try (FileChannel channel = createFresh()) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
		Files.move(this.fresh, this.path, StandardCopyOption.ATOMIC_MOVE);
		if (this.directorySyncs) {
			syncDirectory();
		}
	}

	private FileChannel createFresh() throws IOException {
		Files.deleteIfExists(this.fresh);
		return FileChannel.open(this.fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Makes the move outlive a loss of power.
	 */
	private void syncDirectory() throws IOException {
		try (FileChannel channel = FileChannel.open(this.directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private boolean directorySyncs() {
		try {
			syncDirectory();
			return true;
		}
		catch (IOException ex) {
			logger.debug("The directory " + this.directory + " cannot be forced to disk", ex);
			return false;
		}
	}

}
