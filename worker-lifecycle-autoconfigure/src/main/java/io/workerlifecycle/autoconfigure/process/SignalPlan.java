package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;

import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What an application wants of the signals.
 *
 * @param second what a second signal to stop does
 * @param reload which signal reloads
 */
record SignalPlan(SecondSignal second, ReloadSignal reload) {

	/** As if this starter was not there. */
	private static final SignalPlan NOTHING = new SignalPlan(SecondSignal.IGNORE, ReloadSignal.NONE);

	private static final String BOOTSTRAP = "bootstrap";

	/**
	 * Reads the plan of an application that is about to start.
	 * @param environment its properties
	 * @param terminal where it was started
	 * @throws org.springframework.boot.context.properties.bind.BindException if a
	 * property has no such value
	 */
	static SignalPlan of(ConfigurableEnvironment environment, Terminal terminal) {
		if (!startsToRun(environment)) {
			return NOTHING;
		}
		BoundProperties<ShutdownProperties> shutdown = BoundProperties.bind(environment, ShutdownProperties.PREFIX,
				ShutdownProperties.class);
		BoundProperties<ReloadSignalProperties> reload = BoundProperties.bind(environment,
				ReloadSignalProperties.PREFIX, ReloadSignalProperties.class);
		boolean wanted = reload.places().containsKey("signal") || !terminal.isInteractive();
		return new SignalPlan(shutdown.value().secondSignal(), wanted ? reload.value().signal() : ReloadSignal.NONE);
	}

	/** Not for ahead-of-time processing, nor to train a cache, nor as a bootstrap. */
	static boolean startsToRun(ConfigurableEnvironment environment) {
		return environment.getProperty("worker-lifecycle.enabled", Boolean.class, true)
				&& !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) && !endsAfterRefresh()
				&& !environment.getPropertySources().contains(BOOTSTRAP);
	}

	private static boolean endsAfterRefresh() {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

}
