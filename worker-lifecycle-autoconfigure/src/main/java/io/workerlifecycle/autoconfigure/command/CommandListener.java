package io.workerlifecycle.autoconfigure.command;

import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.process.Command;
import io.workerlifecycle.autoconfigure.process.InvalidCommandException;
import io.workerlifecycle.autoconfigure.process.ProcessExit;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Obeys the command line. A command on the instance that runs ends this process before it
 * has a banner, a log or a bean; a program that is to run one job is kept from starting a
 * web server or anything else of ours; what cannot be obeyed is refused.
 * <p>
 * The order is after the configuration files are read, which this overrides, and before
 * the instance lock is taken.
 */
final class CommandListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	static final String SOURCE = "workerLifecycleCommand";

	/** A job on command is for now: it does not wait for a running instance to end. */
	private static final Map<String, Object> RUN = Map.of("spring.main.web-application-type", "none",
			"worker-lifecycle.auto-startup", "false", "worker-lifecycle.instance.on-conflict", "fail");

	private final ProcessExit exit;

	CommandListener() {
		this(System::exit);
	}

	CommandListener(ProcessExit exit) {
		this.exit = exit;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 11;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Command command = Command.of(event.getArgs());
		if (command instanceof Command.Run run) {
			keepToTheJob(run, event.getEnvironment());
		}
		else if (command instanceof Command.Control control) {
			int code = new ControlCommands(event.getEnvironment(), List.of(event.getArgs()),
					Supervision.ofThisProcess(), CommandOutput.ofThisProcess())
				.obey(control.action());
			this.exit.exit(code);
		}
	}

	private static void keepToTheJob(Command.Run run, ConfigurableEnvironment environment) {
		if (!environment.getProperty("worker-lifecycle.enabled", Boolean.class, true)) {
			throw new InvalidCommandException(
					"The command run asks for the job '" + run.jobName()
							+ "', but worker-lifecycle.enabled is false, so that there are no jobs.",
					"Remove worker-lifecycle.enabled for this start, or set it to true.");
		}
		environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, RUN));
	}

}
