package io.workerlifecycle.autoconfigure.job;

import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;

import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.name.RelaxedName;

/**
 * Registers the declared jobs with their settings when all singletons are there, and then
 * looks for properties of jobs that are not.
 */
final class JobRegistrar implements SmartInitializingSingleton {

	private final BackgroundJobPostProcessor found;

	private final JobRegistry jobs;

	private final JobSettingsSource settings;

	private final UnknownNamePolicy policy;

	JobRegistrar(BackgroundJobPostProcessor found, JobRegistry jobs, JobSettingsSource settings,
			UnknownNamePolicy policy) {
		this.found = found;
		this.jobs = jobs;
		this.settings = settings;
		this.policy = policy;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.found.forwardTo(this::register);
		List<RelaxedName> names = this.jobs.list().stream().map(JobSnapshot::name).map(RelaxedName::of).toList();
		this.settings.unknown().report(names, this.policy);
	}

	private void register(JobDeclaration declaration) {
		this.jobs.register(declaration);
	}

}
