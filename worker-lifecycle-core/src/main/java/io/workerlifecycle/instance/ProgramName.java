package io.workerlifecycle.instance;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a process runs, in a word for people: the jar, the module or the main class of a
 * Java program, else the file of the program. Arguments and options are left out, since
 * passwords stand there; and what holds anything but the characters of names is not
 * shown, since the command line is the other process' own text.
 */
record ProgramName(@Nullable String command, @Nullable List<String> arguments) {

	private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
			"--upgrade-module-path", "--add-modules", "--add-exports", "--add-opens", "--add-reads", "--limit-modules",
			"--patch-module", "--enable-native-access", "--source");

	private static final Set<String> PROGRAM_FOLLOWS = Set.of("-jar", "-m", "--module");

	private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._$+-]{1,100}");

	ProgramName(ProcessHandle.Info info) {
		this(info.command().orElse(null), info.arguments().map(List::of).orElse(null));
	}

	/**
	 * The word.
	 * @return {@code null} if it cannot be seen
	 */
	@Nullable String text() {
		String file = (this.command != null) ? fileName(this.command) : null;
		if (file == null || !file.matches("javaw?(\\.exe)?")) {
			return shown(file);
		}
		return (this.arguments != null) ? shown(javaProgram(this.arguments)) : null;
	}

	private static @Nullable String javaProgram(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			if (PROGRAM_FOLLOWS.contains(argument)) {
				return (i + 1 < arguments.size()) ? fileName(arguments.get(i + 1)) : null;
			}
			if (WITH_VALUE.contains(argument)) {
				i++;
			}
			else if (!argument.startsWith("-")) {
				return argument.startsWith("@") ? null : argument;
			}
		}
		return null;
	}

	private static @Nullable String shown(@Nullable String name) {
		return (name != null && NAME.matcher(name).matches()) ? name : null;
	}

	/** Module and class are separated like directory and file. */
	private static String fileName(String path) {
		return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	}

}
