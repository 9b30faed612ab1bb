package io.workerlifecycle.autoconfigure.process;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What the command line asks a program to do. Files and the environment are not asked:
 * what they say would hold for every start.
 *
 * @since 0.1.0
 */
public sealed interface Command {

	/**
	 * The option that names the command.
	 */
	String OPTION = "worker-lifecycle.command";

	/**
	 * The option that names the job of {@link Run}.
	 */
	String JOB_OPTION = "worker-lifecycle.job";

	/**
	 * Reads a command line.
	 * @param arguments the arguments of the program
	 * @return the command; {@link Foreground} where none is named
	 * @throws InvalidCommandException if there is no such command, or it lacks something
	 */
	static Command of(String... arguments) {
		Binder line = new Binder(Objects
			.requireNonNull(ConfigurationPropertySource.from(new SimpleCommandLinePropertySource(arguments))));
		String name = line.bind(OPTION, String.class).orElse(null);
		String job = line.bind(JOB_OPTION, String.class).orElse("");
		if ("run".equals(name)) {
			return run(job);
		}
		if (!job.isBlank()) {
			throw new InvalidCommandException(
					"--" + JOB_OPTION + " names the job '" + job + "', which only the command run has a use for.",
					"To run this one job and end, add --" + OPTION + "=run; else remove the option.");
		}
		return (name == null) ? new Foreground() : new Control(action(name));
	}

	private static ControlAction action(String name) {
		return Arrays.stream(ControlAction.values())
			.filter((action) -> action.word().equals(name))
			.findFirst()
			.orElseThrow(() -> unknown(name));
	}

	private static InvalidCommandException unknown(String name) {
		String words = Arrays.stream(ControlAction.values()).map(ControlAction::word).collect(Collectors.joining(", "));
		return new InvalidCommandException("There is no command '" + name + "', which --" + OPTION + " asks for.",
				"The commands are: " + words + ", run. Without the option a program starts in the foreground.");
	}

	private static Run run(String job) {
		if (job.isBlank()) {
			throw new InvalidCommandException("The command run does not say which job to run.",
					"Add --" + JOB_OPTION + "=<name>.");
		}
		return new Run(job.strip());
	}

	/**
	 * Starts everything that starts by itself, in this process.
	 */
	record Foreground() implements Command {
	}

	/**
	 * Runs one job once and ends.
	 *
	 * @param jobName the name of the job, as it was given
	 */
	record Run(String jobName) implements Command {
	}

	/**
	 * Does something to the instance that runs, or that shall run in the background, and
	 * ends without an application context.
	 *
	 * @param action what to do
	 */
	record Control(ControlAction action) implements Command {
	}

}
