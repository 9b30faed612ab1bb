package io.workerlifecycle.autoconfigure.process;

import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Refuses a command line that cannot be obeyed, and keeps a program that is to run one
 * job from starting a web server or anything else of ours.
 * <p>
 * The order is after the configuration files are read, which this overrides, and before
 * the instance lock is taken.
 */
final class CommandListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	static final String SOURCE = "workerLifecycleCommand";

	/** A job on command is for now: it does not wait for a running instance to end. */
	private static final Map<String, Object> RUN = Map.of("spring.main.web-application-type", "none",
			"worker-lifecycle.auto-startup", "false", "worker-lifecycle.instance.on-conflict", "fail");

	CommandListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 11;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (Command.of(event.getArgs()) instanceof Command.Run run) {
			ConfigurableEnvironment environment = event.getEnvironment();
			if (!environment.getProperty("worker-lifecycle.enabled", Boolean.class, true)) {
				throw new InvalidCommandException(
						"The command run asks for the job '" + run.jobName()
								+ "', but worker-lifecycle.enabled is false, so that there are no jobs.",
						"Remove worker-lifecycle.enabled for this start, or set it to true.");
			}
			environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, RUN));
		}
	}

}
