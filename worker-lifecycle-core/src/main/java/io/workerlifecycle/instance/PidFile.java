package io.workerlifecycle.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.regex.Pattern;

import io.workerlifecycle.lock.FileMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The file that tells people and scripts the process id of the instance that runs. It
 * says nothing about whether one runs: that is the lock's part.
 *
 * @param path where it is, made absolute
 * @since 0.1.0
 */
public record PidFile(Path path) {

	private static final Log logger = LogFactory.getLog(PidFile.class);

	private static final int MAX_LENGTH = 32;

	/** What the name of a file ends with that is to replace this one. */
	private static final String FRESH = ".new";

	private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");

	/**
	 * Makes the path absolute.
	 * @param path where it is
	 */
	public PidFile {
		path = path.toAbsolutePath().normalize();
	}

	/**
	 * Reads whom the file names.
	 * @return the holder, or {@code null} if there is no such file, it cannot be read or
	 * it does not hold a process id
	 */
	public @Nullable LockHolder read() {
		// A pipe would block whoever opens it.
		if (!Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try (InputStream stream = Files.newInputStream(this.path, LinkOption.NOFOLLOW_LINKS)) {
			byte[] bytes = stream.readNBytes(MAX_LENGTH + 1);
			String content = new String(bytes, StandardCharsets.US_ASCII).strip();
			Instant since = Files.getLastModifiedTime(this.path, LinkOption.NOFOLLOW_LINKS).toInstant();
			boolean pid = bytes.length <= MAX_LENGTH && PID.matcher(content).matches();
			return pid ? new LockHolder(Long.parseLong(content), since) : null;
		}
		catch (IOException ex) {
			logger.debug("Cannot read " + this.path, ex);
			return null;
		}
	}

	/**
	 * Whether the file names a process.
	 * @param pid the process id
	 * @return whether it can be read and holds this id
	 */
	public boolean names(long pid) {
		LockHolder holder = read();
		return holder != null && holder.pid() == pid;
	}

	/**
	 * Replaces the file as a whole, with mode 0644 where there are modes: a reader sees
	 * the old content or the new one. Only for who holds the lock.
	 * @param writer writes the content into a fresh file
	 * @throws IOException if that file cannot be written or put in place
	 */
	public void publish(PidWriter writer) throws IOException {
		if (Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)
				&& !Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileSystemException(this.path.toString(), null, "It is there, and is not a regular file");
		}
		Path fresh = Files.createTempFile(directory(), this.path.getFileName() + ".", FRESH);
		try {
			writer.write(fresh);
			FileMode.READABLE_BY_ALL.applyTo(fresh);
			Files.move(fresh, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(fresh);
		}
	}

	/**
	 * Removes what an ended process left, so that nobody takes it for the new holder.
	 */
	void removeStale() {
		if (Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			remove();
		}
		removeUnfinished();
	}

	/**
	 * Removes fresh files that a process was killed over. Only for who holds the lock:
	 * nobody else has one under way.
	 */
	void removeUnfinished() {
		Pattern unfinished = Pattern
			.compile(Pattern.quote(this.path.getFileName() + ".") + "[0-9]+" + Pattern.quote(FRESH));
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory(),
				(file) -> unfinished.matcher(file.getFileName().toString()).matches()
						&& Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			logger.debug("Cannot remove what a process left beside " + this.path, ex);
		}
	}

	void removeIfNames(long pid) {
		if (names(pid)) {
			remove();
		}
	}

	private Path directory() {
		return this.path.resolveSibling("");
	}

	private void remove() {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the PID file " + this.path + ": " + ex.getMessage());
		}
	}

}
