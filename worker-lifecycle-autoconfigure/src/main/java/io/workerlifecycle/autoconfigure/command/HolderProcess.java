package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The process that holds the lock, as it seems. Where that is known by the PID file alone
 * the number comes from outside, and in another container it means another process; so
 * nothing is done to it before it was seen to have the lock file open.
 *
 * @param handle the process, also told apart from a later one of its number
 * @param lockFile the lock file
 */
record HolderProcess(ProcessHandle handle, Path lockFile) {

	private static final Path PROC = Path.of("/proc");

	long pid() {
		return this.handle.pid();
	}

	/**
	 * Whether the process has the lock file open, as who holds the lock must.
	 * @return true also where the system does not tell, as of a process of another user
	 * @throws IOException if it cannot be told
	 */
	boolean mayHaveTheLock() throws IOException {
		if (!Files.isDirectory(PROC.resolve("self").resolve("fd"))) {
			return true;
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory().resolve("fd"))) {
			for (Path file : files) {
				if (isLockFile(file)) {
					return true;
				}
			}
			return false;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		catch (AccessDeniedException ex) {
			return true;
		}
	}

	/**
	 * Whether nothing of the process runs any more. One that its parent has not asked for
	 * its exit code is still listed, as a zombie.
	 * @return true if it has ended
	 */
	boolean hasEnded() {
		return !this.handle.isAlive() || isZombie();
	}

	/**
	 * Sends a SIGTERM.
	 * @return whether it was sent
	 */
	boolean terminate() {
		return this.handle.destroy();
	}

	/**
	 * Sends a SIGKILL.
	 * @return whether it was sent
	 */
	boolean kill() {
		return this.handle.destroyForcibly();
	}

	/**
	 * Sends any other signal. There is always a shell where there are signals, but not
	 * always a program kill.
	 * @param name its name without SIG
	 * @return whether it was sent
	 * @throws IOException if there is no shell
	 */
	boolean signal(String name) throws IOException {
		Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			return shell.waitFor() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Path directory() {
		return PROC.resolve(Long.toString(pid()));
	}

	private boolean isLockFile(Path file) {
		try {
			return Files.isSameFile(file, this.lockFile);
		}
		catch (IOException ex) {
			// Closed by now, or nothing that has a path.
			return false;
		}
	}

	/** The state stands behind the name in parentheses, which may have some itself. */
	private boolean isZombie() {
		try {
			String stat = Files.readString(directory().resolve("stat"));
			return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
