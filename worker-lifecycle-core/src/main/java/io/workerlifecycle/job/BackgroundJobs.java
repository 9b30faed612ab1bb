package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of an application, to look at and to fire by hand. A bean of this type is
 * there to be injected.
 * <p>
 * Names are compared without case and dashes. All methods may be called from any thread,
 * also by a job, and none waits for an execution.
 *
 * @since 0.1.0
 */
public interface BackgroundJobs {

	/**
	 * All jobs, disabled ones too.
	 * @return the jobs, by name
	 */
	List<JobSnapshot> list();

	/**
	 * One job; a running execution is shown with its stack.
	 * @param name the name of the job
	 * @return the job, or nothing if there is none of this name
	 */
	Optional<JobSnapshot> find(String name);

	/**
	 * Fires a job now, whether it is enabled or not.
	 * @param name the name of the job
	 * @return the id of the execution that begins, or why there is none
	 * @throws NoSuchJobException if there is no job of this name
	 */
	FiringResult trigger(String name);

	/**
	 * When a job will fire by itself. After a fixed delay only the very next firing is
	 * known, and that only while no execution is under way.
	 * @param name the name of the job
	 * @param count how many firings at most
	 * @return the instants, earliest first; empty while jobs are not started
	 * @throws NoSuchJobException if there is no job of this name
	 */
	List<Instant> nextFirings(String name, int count);

}
