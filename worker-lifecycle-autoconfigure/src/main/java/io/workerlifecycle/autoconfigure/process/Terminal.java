package io.workerlifecycle.autoconfigure.process;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The terminal that the process may have been started at.
 *
 * @param stat what the kernel says of the process, where it does
 * @see <a href=
 * "https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record Terminal(Path stat) {

	private static final int GROUP = 2;

	private static final int TERMINAL = 4;

	private static final int FOREGROUND_GROUP = 5;

	Terminal() {
		this(Path.of("/proc/self/stat"));
	}

	/**
	 * Whether somebody sits before the process: it has a terminal, and is in its
	 * foreground. What is redirected does not count, since the end of the terminal
	 * reaches the process all the same.
	 */
	boolean isInteractive() {
		try {
			String text = Files.readString(this.stat);
			// The name of the program comes before, in brackets, and may hold anything.
			String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
			return !fields[TERMINAL].equals("0") && fields[GROUP].equals(fields[FOREGROUND_GROUP]);
		}
		catch (IOException | IndexOutOfBoundsException ex) {
			return isTerminal(System.console());
		}
	}

	/**
	 * Since JDK 22 there is a console without a terminal too, which says so.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		try {
			return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
