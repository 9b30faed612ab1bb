package io.workerlifecycle.autoconfigure.process;

import java.util.Objects;

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
	 * @return the command; {@link Start} where none is named
	 * @throws InvalidCommandException if there is no such command, or it lacks something
	 */
	static Command of(String... arguments) {
		Binder line = new Binder(Objects
			.requireNonNull(ConfigurationPropertySource.from(new SimpleCommandLinePropertySource(arguments))));
		String name = line.bind(OPTION, String.class).orElse("start");
		String job = line.bind(JOB_OPTION, String.class).orElse("");
		return switch (name) {
			case "start" -> start(job);
			case "run" -> run(job);
			default -> throw new InvalidCommandException(
					"There is no command '" + name + "', which --" + OPTION + " asks for.",
					"The commands are: start, run. Without the option a program starts.");
		};
	}

	private static Start start(String job) {
		if (!job.isBlank()) {
			throw new InvalidCommandException(
					"--" + JOB_OPTION + " names the job '" + job + "', which the command start has no use for.",
					"To run this one job and end, add --" + OPTION + "=run; else remove the option.");
		}
		return new Start();
	}

	private static Run run(String job) {
		if (job.isBlank()) {
			throw new InvalidCommandException("The command run does not say which job to run.",
					"Add --" + JOB_OPTION + "=<name>.");
		}
		return new Run(job.strip());
	}

	/**
	 * Starts everything that starts by itself.
	 */
	record Start() implements Command {
	}

	/**
	 * Runs one job once and ends.
	 *
	 * @param jobName the name of the job, as it was given
	 */
	record Run(String jobName) implements Command {
	}

}
