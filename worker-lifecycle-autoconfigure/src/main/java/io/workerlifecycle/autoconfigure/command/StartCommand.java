package io.workerlifecycle.autoconfigure.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.command.Sighting.Absent;
import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.instance.OnConflict;
import io.workerlifecycle.autoconfigure.status.ProcessState;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.autoconfigure.status.StatusKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Starts an instance in the background: the same program once more, in a session of its
 * own, without a terminal. That one takes the lock; this process waits until it is ready
 * or has ended, and ends with its code.
 *
 * @param arguments the arguments of the program, without the command
 */
record StartCommand(InstanceView instance, OnConflict onConflict, JvmLaunch jvm, List<String> arguments,
		CommandOutput output) {

	static final Duration LIMIT = Duration.ofMinutes(5);

	int run() throws IOException {
		Sighting sighting = this.instance.look();
		if (!(sighting instanceof Absent) && this.onConflict == OnConflict.FAIL) {
			return refused(sighting).code();
		}
		Path directory = this.instance.pidFile().toAbsolutePath().getParent();
		if (directory != null && !Files.isDirectory(directory)) {
			return this.output
				.fail("The directory " + directory + " of the PID file does not exist. Create it, the output of the "
						+ "instance goes there too.")
				.code();
		}
		this.jvm.leftOut()
			.forEach((option) -> this.output.say("Left out, as it can be of one process only: " + option));
		ConsoleFile console = ConsoleFile.beside(this.instance.pidFile());
		long consoleStart = console.end();
		Process child = launch(console.path());
		new Await(this.instance.time()).until(LIMIT,
				() -> !child.isAlive() || isReady(child) || standsBy(console, consoleStart));
		if (!child.isAlive()) {
			return tellEnd(child, console.linesSince(consoleStart));
		}
		return (isReady(child) ? started(child, console) : unready(child, console, consoleStart)).code();
	}

	private ControlEnd refused(Sighting sighting) {
		this.output
			.fail("Another instance holds " + this.instance.pidFile() + " (" + ((sighting instanceof Running running)
					? "pid " + running.process().pid() : ((Hidden) sighting).reason()) + ").");
		return ControlEnd.ALREADY_RUNNING;
	}

	private Process launch(Path console) throws IOException {
		List<String> command = new ArrayList<>();
		Path newSession = find("setsid");
		if (newSession != null) {
			command.add(newSession.toString());
		}
		else {
			this.output.say("There is no setsid here: the instance ends with this terminal");
		}
		command.addAll(this.jvm.command(this.arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
		JvmLaunch.clean(builder.environment());
		return builder.start();
	}

	private boolean isReady(Process child) {
		ProcessStatus status = this.instance.status();
		return status.isOf(child.pid()) && (status.is(ProcessState.READY) || status.is(ProcessState.RELOADING));
	}

	/** What a start says there that waits for the lock. */
	private boolean standsBy(ConsoleFile console, long start) throws IOException {
		return this.onConflict == OnConflict.WAIT && console.linesSince(start)
			.stream()
			.anyMatch((line) -> line.startsWith("Waiting for " + this.instance.pidFile()));
	}

	private ControlEnd started(Process child, ConsoleFile console) {
		String log = this.instance.status().get(StatusKey.LOG_FILE);
		this.output.say("Started, pid " + child.pid() + ". " + ((log != null) ? "Log: " + log + ". " : "")
				+ "Console output: " + console.path());
		return ControlEnd.DONE;
	}

	private ControlEnd unready(Process child, ConsoleFile console, long start) throws IOException {
		if (standsBy(console, start)) {
			this.output.say("Stands by, pid " + child.pid() + ": it starts when the other instance has ended. "
					+ "Console output: " + console.path());
			return ControlEnd.DONE;
		}
		return this.output.fail("pid " + child.pid() + " is not ready after " + LIMIT.toMinutes()
				+ " minutes, and goes on. Console output: " + console.path());
	}

	private int tellEnd(Process child, List<String> lines) {
		this.output.fail("The start ended with exit code " + child.exitValue() + ". What it wrote last:");
		lines.forEach(this.output::fail);
		return child.exitValue();
	}

	private static @Nullable Path find(String program) {
		return Stream.of(StringUtils.delimitedListToStringArray(System.getenv("PATH"), File.pathSeparator))
			.filter(StringUtils::hasText)
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
