package io.workerlifecycle.job;

/**
 * Says what is configured for a job.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JobSettingsResolver {

	/** Takes every job as it is declared. */
	JobSettingsResolver AS_DECLARED = JobDeclaration::attributes;

	/**
	 * Lays what is configured over and under what a job says of itself. Called while no
	 * other command on jobs goes on.
	 * @param declaration the job
	 * @return all together
	 * @throws InvalidJobException if it cannot be
	 */
	JobAttributes resolve(JobDeclaration declaration);

}
