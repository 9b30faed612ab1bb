package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of an application: to look at, to fire, and to change while it runs. A bean of
 * this type is there to be injected.
 * <p>
 * Names are compared without case and dashes. All methods may be called from any thread,
 * also by a job, and none but {@link #remove} waits for an execution.
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
	 * When a job will fire by itself. After a fixed delay only the very next firing is
	 * known, and that only while no execution is under way.
	 * @param name the name of the job
	 * @param count how many firings at most
	 * @return the instants, earliest first; empty while jobs are not started
	 * @throws NoSuchJobException if there is no job of this name
	 */
	List<Instant> nextFirings(String name, int count);

	/**
	 * Adds a job, which fires from now on, or with the start of jobs if that is still to
	 * come. A job of the same name is replaced: its schedule ends, and an execution under
	 * way goes on, beside which nothing of that name begins unless it allows overlap.
	 * @param job the job
	 * @throws InvalidJobException if it cannot be as it is defined or configured; then
	 * nothing has changed
	 */
	void add(JobDefinition job);

	/**
	 * Adds a job again that code or properties declare, and that was removed: as they
	 * declare it. Nothing changes where there is a job of the name.
	 * @param name the name of the job
	 * @throws NoSuchJobException if no such job was removed
	 */
	void restore(String name);

	/**
	 * Takes a job away: its schedule ends at once, and nothing of it begins any more.
	 * Then waits for executions under way, for the stop-timeout of the job at most; not
	 * for one that calls this itself.
	 * @param name the name of the job
	 * @param mode what to do about executions under way
	 * @return how it ended
	 * @throws NoSuchJobException if there is no job of this name
	 */
	JobRemoval remove(String name, StopMode mode);

	/**
	 * Gives a job another trigger, which wins over annotation and properties until the
	 * application ends or the job is added anew. An execution under way goes on.
	 * @param name the name of the job
	 * @param trigger the trigger
	 * @throws NoSuchJobException if there is no job of this name
	 * @throws InvalidJobException if the trigger cannot be; then nothing has changed
	 */
	void reschedule(String name, JobTrigger trigger);

	/**
	 * Fires a job now, whether it is enabled or not.
	 * @param name the name of the job
	 * @return the id of the execution that begins, or why there is none
	 * @throws NoSuchJobException if there is no job of this name
	 */
	FiringResult trigger(String name);

	/**
	 * Lets all firings of a job be refused until it is resumed. An execution under way
	 * goes on. Nothing changes where the job is paused.
	 * @param name the name of the job
	 * @throws NoSuchJobException if there is no job of this name
	 */
	void pause(String name);

	/**
	 * Ends the pause of a job. What was refused in between is not made up for. Nothing
	 * changes where the job is not paused.
	 * @param name the name of the job
	 * @throws NoSuchJobException if there is no job of this name
	 */
	void resume(String name);

	/**
	 * Interrupts the executions of a job that are under way. The schedule goes on.
	 * @param name the name of the job
	 * @return the ids of the executions that were interrupted by this; empty if there was
	 * none
	 * @throws NoSuchJobException if there is no job of this name
	 */
	List<String> cancel(String name);

}
