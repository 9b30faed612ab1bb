package io.workerlifecycle.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How an application is to be started as a process of its own. Every method adds to what
 * was said before and returns the same launcher; {@link #start()} may be called several
 * times, for several processes. Not for use by several threads at once.
 *
 * @since 0.1.0
 */
public final class ApplicationLauncher {

	private final List<String> target;

	private final List<String> jvmOptions = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	private final ProcessBuilder builder = new ProcessBuilder().redirectErrorStream(true);

	/** Set before the start only. */
	private Path javaHome = Path.of(System.getProperty("java.home"));

	/** Set before the start only. */
	private Duration deadline = Duration.ofSeconds(60);

	ApplicationLauncher(List<String> target) {
		this.target = List.copyOf(target);
	}

	/**
	 * Adds options of the JVM, as {@code -Xmx64m} or {@code -Dname=value}.
	 * @param options the options
	 * @return this launcher
	 */
	public ApplicationLauncher jvmOptions(String... options) {
		this.jvmOptions.addAll(List.of(options));
		return this;
	}

	/**
	 * Adds arguments of the application, as {@code --server.port=0}.
	 * @param arguments the arguments
	 * @return this launcher
	 */
	public ApplicationLauncher arguments(String... arguments) {
		this.arguments.addAll(List.of(arguments));
		return this;
	}

	/**
	 * Sets a variable of the environment. All others are those of this process.
	 * @param name the name
	 * @param value the value
	 * @return this launcher
	 */
	public ApplicationLauncher environment(String name, String value) {
		this.builder.environment().put(name, value);
		return this;
	}

	/**
	 * Sets the working directory, which else is that of this process.
	 * @param directory an existing directory
	 * @return this launcher
	 */
	public ApplicationLauncher workingDirectory(Path directory) {
		this.builder.directory(directory.toFile());
		return this;
	}

	/**
	 * Sets the Java installation to use, which else is that of this process.
	 * @param javaHome the directory that has {@code bin/java}
	 * @return this launcher
	 */
	public ApplicationLauncher javaHome(Path javaHome) {
		this.javaHome = javaHome;
		return this;
	}

	/**
	 * Sets how long each single wait may take at most, which else is 60 seconds.
	 * @param deadline the time for one wait
	 * @return this launcher
	 */
	public ApplicationLauncher deadline(Duration deadline) {
		this.deadline = deadline;
		return this;
	}

	/**
	 * Starts the process; does not wait for anything in it. Signals that this process
	 * ignores, as under {@code nohup}, have their default there, for which GNU's
	 * {@code env} is needed.
	 * @return the process, which the caller has to close
	 */
	public ApplicationProcess start() {
		this.builder.command(command());
		try {
			return new ApplicationProcess(this.builder.start(), this.deadline);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + command(), ex);
		}
	}

	private List<String> command() {
		List<String> command = new ArrayList<>(SignalDefaults.before(Path.of("/proc/self/status")));
		command.add(this.javaHome.resolve("bin").resolve("java").toString());
		command.addAll(this.jvmOptions);
		command.addAll(this.target);
		command.addAll(this.arguments);
		return command;
	}

}
