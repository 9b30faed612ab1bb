package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.workerlifecycle.autoconfigure.instance.OnConflict;
import io.workerlifecycle.autoconfigure.process.Command;
import io.workerlifecycle.autoconfigure.process.ControlAction;
import io.workerlifecycle.autoconfigure.process.ShutdownBudget;
import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.time.SystemTimeSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Obeys commands on the instance that runs, in a process that has read its configuration
 * and nothing more.
 *
 * @param environment the configuration
 * @param arguments the arguments of the program
 * @param supervision who else starts and stops this process
 * @param output where to say what was found and done
 */
record ControlCommands(Environment environment, List<String> arguments, Supervision supervision, CommandOutput output) {

	private static final String PID_FILE = "worker-lifecycle.instance.pid-file";

	/** Spring Boot's own limit for a phase, where nothing is configured. */
	private static final Duration PHASE_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Obeys one command.
	 * @return the exit code
	 */
	int obey(ControlAction action) {
		String pidFile = this.environment.getProperty(PID_FILE);
		String refusal = StringUtils.hasText(pidFile) ? this.supervision.refusal(action)
				: "The command " + action.word() + " finds the instance by its PID file, and " + PID_FILE
						+ " is not set. Set it, for the instance too.";
		if (refusal != null || pidFile == null) {
			this.output.fail(String.valueOf(refusal));
			return failure(action);
		}
		try (SystemTimeSource time = new SystemTimeSource()) {
			return obey(action, new InstanceView(new InstanceLock(Path.of(pidFile)), time));
		}
		catch (IOException ex) {
			this.output.fail("The command " + action.word() + " failed: " + ex);
			return failure(action);
		}
	}

	private int obey(ControlAction action, InstanceView instance) throws IOException {
		return switch (action) {
			case START -> start(instance);
			case STOP -> stop(instance).code();
			case RESTART -> (stop(instance) == ControlEnd.DONE) ? start(instance) : ControlEnd.FAILED.code();
			case STATUS -> new StatusCommand(instance, this.output).run().code();
			case RELOAD -> new ReloadCommand(instance, this.output).run().code();
		};
	}

	private int start(InstanceView instance) throws IOException {
		List<String> rest = this.arguments.stream().filter((argument) -> !isCommand(argument)).toList();
		OnConflict onConflict = Binder.get(this.environment)
			.bind("worker-lifecycle.instance.on-conflict", OnConflict.class)
			.orElse(OnConflict.FAIL);
		return new StartCommand(instance, onConflict, JvmLaunch.ofThisJvm(), rest, this.output).run();
	}

	/** Besides the budget one phase of others has its time, as that of the web server. */
	private ControlEnd stop(InstanceView instance) throws IOException {
		Duration phase = this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", Duration.class,
				PHASE_TIMEOUT);
		return new StopCommand(instance, ShutdownBudget.of(this.environment).plus(phase), this.output).run();
	}

	private static int failure(ControlAction action) {
		return ((action == ControlAction.STATUS) ? ControlEnd.UNKNOWN : ControlEnd.FAILED).code();
	}

	private static boolean isCommand(String argument) {
		String name = argument.startsWith("--") ? argument.substring(2).split("=", 2)[0] : "";
		return ConfigurationPropertyName.adapt(name, '.').equals(ConfigurationPropertyName.of(Command.OPTION));
	}

}
