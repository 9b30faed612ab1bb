package io.workerlifecycle.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The file beside a PID file, {@code <pid-file>.status}, in which the instance that runs
 * says how it is: one {@code key=value} a line, in UTF-8. Like the PID file it says
 * nothing about whether an instance runs, and comes from outside for who reads it.
 *
 * @param path where it is
 * @since 0.1.0
 */
public record StatusFile(Path path) {

	private static final Log logger = LogFactory.getLog(StatusFile.class);

	private static final int MAX_LENGTH = 16 * 1024;

	private static final int MAX_VALUE_LENGTH = 1000;

	/** A line break would begin another key, an escape would move the reader's cursor. */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");

	/**
	 * The status file of a PID file.
	 * @param pidFile the PID file
	 * @return the file, which may not be there
	 */
	public static StatusFile of(Path pidFile) {
		return new StatusFile(pidFile.resolveSibling(pidFile.getFileName() + ".status"));
	}

	/**
	 * Reads what the file says.
	 * @return values by key, without characters that cannot be printed; empty if there is
	 * no such file or it cannot be read
	 */
	public Map<String, String> read() {
		Map<String, String> values = new LinkedHashMap<>();
		text().lines()
			.map((line) -> line.split("=", 2))
			.filter((pair) -> pair.length == 2)
			.forEach((pair) -> values.put(pair[0], printable(pair[1])));
		return values;
	}

	/**
	 * Replaces the file as a whole: a reader sees the old content or the new one. Only
	 * for who holds the lock.
	 * @param values values by key, in their order
	 * @throws IOException if the file cannot be written or put in place
	 */
	public void publish(Map<String, String> values) throws IOException {
		String text = values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + printable(entry.getValue()) + "\n")
			.collect(Collectors.joining());
		new PidFile(this.path).publish((fresh) -> Files.writeString(fresh, text));
	}

	/**
	 * Removes what an ended process left.
	 */
	void removeStale() {
		remove();
		new PidFile(this.path).removeUnfinished();
	}

	void remove() {
		try {
			if (Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
				Files.deleteIfExists(this.path);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the status file " + this.path + ": " + ex.getMessage());
		}
	}

	private String text() {
		// A pipe would block whoever opens it.
		if (!Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return "";
		}
		try (InputStream stream = Files.newInputStream(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return new String(stream.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			logger.debug("Cannot read " + this.path, ex);
			return "";
		}
	}

	private static String printable(String value) {
		String line = UNPRINTABLE.matcher(value).replaceAll(" ").strip();
		return (line.length() > MAX_VALUE_LENGTH) ? line.substring(0, MAX_VALUE_LENGTH) + "..." : line;
	}

}
