package io.workerlifecycle.job;

import java.util.List;

/**
 * What properties say of jobs, as a whole.
 *
 * @param resolver says what is configured for each job, whoever declares it
 * @param declarations the jobs that are there by properties alone
 * @since 0.1.0
 */
public record ConfiguredJobs(JobSettingsResolver resolver, List<JobDeclaration> declarations) {

	/**
	 * Keeps an unchangeable copy of the list.
	 */
	public ConfiguredJobs {
		declarations = List.copyOf(declarations);
	}

}
