package io.workerlifecycle.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.BatchExecutor;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one application context. They fire between a start and a stop of their
 * {@link JobsLifecycle}; those added in between begin at once.
 *
 * @since 0.1.0
 */
public final class JobRegistry implements BackgroundJobs, AutoCloseable {

	private final IntakeGate intake = new IntakeGate();

	private final TimeSource time;

	private final JobThreads threads;

	private final JobNotices notices;

	private final FiringChain chain;

	private final JobMemory memory;

	private final JobRoster roster;

	private final Runnable closing;

	/**
	 * Creates a registry without jobs.
	 * @param resources what jobs need; the threads are closed with this
	 * @param resolver says what is configured for each job
	 * @throws InvalidJobException if the state file cannot be used
	 */
	public JobRegistry(JobResources resources, JobSettingsResolver resolver) {
		this(resources, resolver, new JobNotices(resources.audience(), new SerialExecutor("job-notices"),
				new BatchExecutor("job-events")), new SerialExecutor("job-watch"));
	}

	JobRegistry(JobResources resources, JobSettingsResolver resolver, JobNotices notices, Executor watching) {
		this.time = resources.time();
		this.threads = resources.threads();
		this.notices = notices;
		SharedCrons crons = new SharedCrons();
		this.memory = new JobMemory(stateFile(resources), this.time, crons);
		this.chain = new FiringChain(this.intake, List.of(), this.threads, new ExecutionChain(resources.steps(),
				this.time, notices, new ExecutionWatch(this.time, watching, notices)), this.memory);
		this.roster = new JobRoster(new JobMaking(this.time, this.chain, notices, crons), this.memory, resolver);
		this.closing = () -> {
			if (watching instanceof SerialExecutor serial) {
				serial.close();
			}
		};
	}

	/**
	 * Adds a job that an annotation declares. The same method of the same bean made anew,
	 * as scopes do, takes over from the old one and keeps its schedule.
	 * @param declaration the job
	 * @throws InvalidJobException if it cannot be as it is configured, or if another job
	 * has the name
	 */
	public void register(JobDeclaration declaration) {
		this.roster.declare(declaration);
	}

	/**
	 * Applies new properties to all jobs, as a whole. Schedules that stay the same go on
	 * undisturbed, and so do executions. Jobs that were there by properties alone and are
	 * no longer defined are removed, without waiting for their executions. What was said
	 * at run time stays.
	 * @param next what properties say from now on
	 * @throws InvalidJobException if one job cannot be so; then nothing has changed
	 */
	public void reconfigure(ConfiguredJobs next) {
		this.roster.reconfigure(next);
	}

	/**
	 * Looks whether new properties could be applied, and changes nothing.
	 * @param next what properties would say
	 * @throws InvalidJobException if one job cannot be so
	 */
	public void check(ConfiguredJobs next) {
		this.roster.check(next);
	}

	@Override
	public List<JobSnapshot> list() {
		return this.roster.all()
			.stream()
			.map((job) -> job.snapshot(Job.StackDepth.NONE))
			.sorted(Comparator.comparing(JobSnapshot::name))
			.toList();
	}

	@Override
	public Optional<JobSnapshot> find(String name) {
		return Optional.ofNullable(this.roster.find(RelaxedName.of(name)))
			.map((job) -> job.snapshot(Job.StackDepth.FULL));
	}

	/**
	 * Fires a job now, as {@link #trigger(String)} does, and tells the end: that of the
	 * execution, or the refusal. It is told after the listeners of the application were,
	 * but not later than a second after the end.
	 * @param name the name of the job
	 * @return completes on a thread that must not be held up
	 * @throws NoSuchJobException if there is no job of this name
	 */
	public CompletionStage<ExecutionResult> run(String name) {
		CompletableFuture<ExecutionResult> told = new CompletableFuture<>();
		this.chain.follow(job(name), Firing.at(TriggerKind.MANUAL, this.time.now()))
			.thenAccept((result) -> new StopCallback(() -> told.complete(result), this.time, Runnable::run)
				.callAfter(this.notices));
		return told;
	}

	@Override
	public List<Instant> nextFirings(String name, int count) {
		return job(name).schedule().preview(count);
	}

	@Override
	public void add(JobDefinition job) {
		this.roster.add(job.declaration());
	}

	@Override
	public void restore(String name) {
		this.roster.restore(RelaxedName.of(name));
	}

	@Override
	public JobRemoval remove(String name, StopMode mode) {
		return new JobDeparture(this.time, this.chain).of(this.roster.remove(RelaxedName.of(name)), mode);
	}

	@Override
	public void reschedule(String name, JobTrigger trigger) {
		this.roster.replan(RelaxedName.of(name), JobAttributes.of(trigger, JobDefinition.PLACE));
	}

	@Override
	public FiringResult trigger(String name) {
		return this.chain.fire(job(name), Firing.at(TriggerKind.MANUAL, this.time.now()));
	}

	@Override
	public void pause(String name) {
		this.roster.pause(RelaxedName.of(name));
	}

	@Override
	public void resume(String name) {
		this.roster.resume(RelaxedName.of(name));
	}

	@Override
	public List<String> cancel(String name) {
		Job job = job(name);
		return job.running()
			.stream()
			.filter((execution) -> this.chain.cancel(job, execution))
			.map(ActiveExecution::executionId)
			.toList();
	}

	/**
	 * Delivers what was told already, and nothing after that.
	 */
	@Override
	public void close() {
		this.threads.close();
		this.notices.close();
		this.memory.close();
		this.closing.run();
	}

	/** To be said before anything starts. */
	void tellWhetherJobsFire(FiringListener listener) {
		this.roster.tellWhetherJobsFire(listener);
	}

	void startFiring() {
		this.intake.open();
		this.roster.startFiring();
	}

	/** The schedules sleep; a call by hand still works. */
	void stopFiring() {
		this.roster.stopFiring();
	}

	boolean isClosed() {
		return !this.intake.isOpen();
	}

	/** Nothing begins any more, not by hand either, nor what waits already. */
	void closeIntake() {
		this.intake.close();
		this.chain.refuseWaiting(this.roster.all());
	}

	JobNotices notices() {
		return this.notices;
	}

	List<Job> running() {
		return this.roster.running();
	}

	Duration longestStopTimeout() {
		return this.roster.longestStopTimeout();
	}

	private static @Nullable JobStateFile stateFile(JobResources resources) {
		Path path = resources.stateFile();
		JobStateOpening opening = (path != null) ? JobStateFile.open(path, resources.time()) : null;
		if (opening instanceof JobStateOpening.InUse inUse) {
			throw new JobStateInUseException(inUse.fact(), inUse.wayOut());
		}
		return (opening instanceof JobStateOpening.Opened opened) ? opened.file() : null;
	}

	private Job job(String name) {
		return this.roster.get(RelaxedName.of(name));
	}

}
