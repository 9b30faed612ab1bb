package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.workerlifecycle.lock.LockHolding.By;
import io.workerlifecycle.lock.LockHolding.NotSeen;
import io.workerlifecycle.lock.LockHolding.Unknown;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The kernel's list of all locks, a line for each, as in
 * {@code 1: POSIX  ADVISORY  WRITE 4711 fe:00:2155815 0 EOF}. It leaves out processes
 * that the reader cannot see, and names the others as the reader knows them.
 *
 * @param path where the kernel shows it
 * @see <a href=
 * "https://man7.org/linux/man-pages/man5/proc_locks.5.html">proc_locks(5)</a>
 */
record LockTable(Path path) {

	static final LockTable LINUX = new LockTable(Path.of("/proc/locks"));

	private static final Log logger = LogFactory.getLog(LockTable.class);

	/**
	 * Who holds a lock, by the inode of the file, which is not opened: a descriptor more
	 * could drop a lock.
	 */
	LockHolding holding(Path lockFile) {
		if (!Files.isReadable(this.path)) {
			return new Unknown();
		}
		try {
			return holding(number(lockFile, "unix:dev"), number(lockFile, "unix:ino"));
		}
		catch (IOException | IllegalArgumentException | UnsupportedOperationException ex) {
			logger.debug("Cannot find " + lockFile + " in " + this.path, ex);
			return new Unknown();
		}
	}

	/**
	 * A file system that is made of others shows its files under another device here: an
	 * inode alone is no proof, neither for a process nor against it.
	 */
	private LockHolding holding(long device, long inode) throws IOException {
		List<String[]> lines = Files.readAllLines(this.path)
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((fields) -> fields.length > 5 && fields[1].equals("POSIX") && fields[3].equals("WRITE")
					&& fields[5].endsWith(":" + inode))
			.toList();
		String file = String.format(Locale.ROOT, "%02x:%02x:%d", major(device), minor(device), inode);
		Stream<String[]> same = lines.stream().filter((fields) -> fields[5].equals(file));
		return same.findFirst()
			.<LockHolding>map((fields) -> new By(Long.parseLong(fields[4])))
			.orElse(lines.isEmpty() ? new NotSeen() : new Unknown());
	}

	private static long number(Path file, String attribute) throws IOException {
		Object value = Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
		if (value instanceof Number number) {
			return number.longValue();
		}
		throw new IOException("There is no " + attribute);
	}

	/** As the C library takes a device number apart. */
	private static long major(long device) {
		return ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
	}

	private static long minor(long device) {
		return (device & 0xff) | ((device >>> 12) & ~0xffL);
	}

}
