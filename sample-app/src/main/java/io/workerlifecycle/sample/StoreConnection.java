package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where the database is, and how it is opened so that neither a kill nor a stop hurts it.
 *
 * @see <a href="https://h2database.com/html/features.html">H2 features</a>
 */
final class StoreConnection implements JdbcConnectionDetails {

	// async: an interrupt would close the file channel that H2 uses otherwise, and with
	// it
	// the database for everybody; workers and jobs may be interrupted.
	private static final String FILES_NO_INTERRUPT_CLOSES = "jdbc:h2:async:";

	// WRITE_DELAY: a commit is in the file when it returns, not half a second later.
	// DB_CLOSE_ON_EXIT: H2 has a shutdown hook of its own, which would close the database
	// beside the workers that still store their last batch; the pool closes it, last.
	// COMPRESS: what one message has in common with the next is most of it.
	private static final String PARAMETERS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;COMPRESS=TRUE";

	private final Path directory;

	/**
	 * Makes the directory, if it is missing.
	 * @param directory where the database is
	 */
	StoreConnection(Path directory) {
		this.directory = directory.toAbsolutePath().normalize();
		if (this.directory.toString().indexOf(';') >= 0) {
			throw refused("has a semicolon in it, which H2 cannot take",
					new InvalidPathException(this.directory.toString(), "semicolon"));
		}
		try {
			Files.createDirectories(this.directory);
		}
		catch (IOException ex) {
			throw refused("cannot be made: " + ex, ex);
		}
	}

	private FailureAnalyzedException refused(String fact, Exception cause) {
		return new FailureAnalyzedException("sample.data is %s, which %s.".formatted(this.directory, fact),
				"Set sample.data to a directory that can be written.", cause);
	}

	@Override
	public String getUsername() {
		return "sa";
	}

	@Override
	public String getPassword() {
		return "";
	}

	@Override
	public String getJdbcUrl() {
		return FILES_NO_INTERRUPT_CLOSES + this.directory.resolve("files") + PARAMETERS;
	}

}
