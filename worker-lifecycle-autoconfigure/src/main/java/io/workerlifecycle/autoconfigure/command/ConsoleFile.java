package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that has what a program in the background writes to its standard output and
 * error: {@code <pid-file>.out}. Each start appends to it.
 *
 * @param path where it is
 */
record ConsoleFile(Path path) {

	private static final int MOST_BYTES = 16 * 1024;

	private static final int MOST_LINES = 40;

	static ConsoleFile beside(Path pidFile) {
		return new ConsoleFile(pidFile.resolveSibling(pidFile.getFileName() + ".out"));
	}

	/**
	 * Looks where the next start will append.
	 * @return the length of the file
	 * @throws IOException if it is no regular file: a link could lead to the file of
	 * someone else
	 */
	long end() throws IOException {
		if (!Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return 0;
		}
		if (!Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileSystemException(this.path.toString(), null, "it is there, and is not a regular file");
		}
		return Files.size(this.path);
	}

	/**
	 * The last lines that were written.
	 * @param start the length of the file before
	 */
	List<String> linesSince(long start) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(this.path.toFile(), "r")) {
			long from = Math.max(start, file.length() - MOST_BYTES);
			byte[] bytes = new byte[(int) (file.length() - from)];
			file.seek(from);
			file.readFully(bytes);
			List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
			return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
		}
	}

}
