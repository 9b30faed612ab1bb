package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.thread.SerialExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Takes the signals for an application that starts: early, since a signal to reload would
 * end the process until then.
 * <p>
 * The order is after the configuration files are read, and after the instance lock is
 * taken, so that a start that is refused has touched nothing.
 */
final class SignalListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(SignalListener.class);

	private final ProcessSignals signals;

	private final Terminal terminal;

	/** Of the latest run; only the thread that runs the application comes here. */
	private @Nullable Start start;

	SignalListener() {
		this(ProcessSignals.JVM, new Terminal());
	}

	SignalListener(ProcessSignals signals, Terminal terminal) {
		this.signals = signals;
		this.terminal = terminal;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 14;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			SignalPlan plan = SignalPlan.of(prepared.getEnvironment(), this.terminal);
			SignalledApplication application = new SignalledApplication(plan.reload(),
					new SerialExecutor("worker-lifecycle-signals"));
			this.start = new Start(application, this.signals.take(plan, application));
		}
		else if (event instanceof ApplicationPreparedEvent prepared && this.start != null) {
			follow(this.start, prepared.getApplicationContext());
		}
		else if (event instanceof ApplicationFailedEvent && this.start != null) {
			this.start.application().closed();
			this.signals.leave(this.start.application());
		}
	}

	/** Only now is the log there. */
	private void follow(Start begun, ConfigurableApplicationContext context) {
		String warning = begun.report().warning();
		if (warning != null) {
			logger.warn(warning);
		}
		context.addApplicationListener(begun.application().follower(context, this.signals));
	}

	/**
	 * A start of an application.
	 *
	 * @param application the application
	 * @param report what came of its signals
	 */
	private record Start(SignalledApplication application, SignalReport report) {
	}

}
