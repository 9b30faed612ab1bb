package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.job.BackgroundJobPostProcessor;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Registers the jobs that annotations declare, and those that properties define, with
 * their settings when all singletons are there; and then looks for properties of jobs
 * that are not.
 */
final class JobRegistrar implements SmartInitializingSingleton {

	private final BackgroundJobPostProcessor found;

	private final JobConfiguration configuration;

	private final ConfigurableEnvironment properties;

	JobRegistrar(BackgroundJobPostProcessor found, JobConfiguration configuration, ConfigurableEnvironment properties) {
		this.found = found;
		this.configuration = configuration;
		this.properties = properties;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.found.forwardTo(this.configuration::register);
		this.configuration.begin(this.properties);
		this.configuration.check(this.properties);
	}

}
