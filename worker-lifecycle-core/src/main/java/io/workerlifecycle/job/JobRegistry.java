package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;

/**
 * The jobs of one application context. They fire between a start and a stop of their
 * {@link JobsLifecycle}; those registered in between begin at once.
 *
 * @since 0.1.0
 */
public final class JobRegistry implements BackgroundJobs, AutoCloseable {

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<RelaxedName, Registration> jobs = new ConcurrentHashMap<>();

	private final SharedCrons crons = new SharedCrons();

	private final IntakeGate intake = new IntakeGate();

	private final TimeSource time;

	private final JobNotices notices;

	private final FiringChain chain;

	private final Runnable closing;

	/** Guarded by the lock. */
	private boolean firing;

	/** Set once, before anything starts. */
	private volatile Runnable whenJobStarts = () -> {
	};

	/**
	 * Creates a registry without jobs.
	 * @param time the source of time
	 * @param threads the threads of executions, closed with this
	 * @param steps what is around the methods, outermost first
	 * @param audience who hears of jobs
	 */
	public JobRegistry(TimeSource time, JobThreads threads, List<? extends ExecutionStep> steps, JobAudience audience) {
		this(time, threads, steps,
				new JobNotices(audience, new SerialExecutor("job-notices"), new SerialExecutor("job-events")));
	}

	JobRegistry(TimeSource time, JobThreads threads, List<? extends ExecutionStep> steps, JobNotices notices) {
		this.time = time;
		this.notices = notices;
		this.chain = new FiringChain(this.intake, List.of(), threads,
				new ExecutionChain(List.copyOf(steps), time, this.notices), this.notices);
		this.closing = () -> {
			threads.close();
			notices.close();
		};
	}

	/**
	 * Adds a job. The same method of the same bean made anew, as scopes do, takes over
	 * from the old one and keeps its schedule.
	 * @param declaration the job
	 * @param settings how it is to run
	 * @throws InvalidJobException if another job has the name
	 */
	public void register(JobDeclaration declaration, JobSettings settings) {
		Registration registration = new Registration(declaration,
				new Job(declaration, settings, this.time, this.chain));
		Registration present = this.jobs.putIfAbsent(declaration.name(), registration);
		if (present != null) {
			present.replaceMethod(declaration);
			return;
		}
		this.notices.registered(() -> registration.job().snapshot(Job.StackDepth.NONE));
		if (isFiring()) {
			start(registration.job());
		}
	}

	@Override
	public List<JobSnapshot> list() {
		return jobs().stream()
			.map((job) -> job.snapshot(Job.StackDepth.NONE))
			.sorted(Comparator.comparing(JobSnapshot::name))
			.toList();
	}

	@Override
	public Optional<JobSnapshot> find(String name) {
		return Optional.ofNullable(this.jobs.get(RelaxedName.of(name)))
			.map((registration) -> registration.job().snapshot(Job.StackDepth.FULL));
	}

	@Override
	public FiringResult trigger(String name) {
		return this.chain.fire(get(name), TriggerKind.MANUAL, this.time.now());
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
		this.chain.follow(get(name), TriggerKind.MANUAL, this.time.now())
			.thenAccept((result) -> new StopCallback(() -> told.complete(result), this.time, Runnable::run)
				.callAfter(this.notices));
		return told;
	}

	@Override
	public List<Instant> nextFirings(String name, int count) {
		return get(name).schedule().preview(count);
	}

	/**
	 * Delivers what was told already, and nothing after that.
	 */
	@Override
	public void close() {
		this.closing.run();
	}

	void whenJobStarts(Runnable action) {
		this.whenJobStarts = action;
	}

	void startFiring() {
		this.intake.open();
		for (Job job : switchFiring(true)) {
			start(job);
		}
	}

	/** The schedules sleep; a call by hand still works. */
	void stopFiring() {
		for (Job job : switchFiring(false)) {
			job.schedule().stop();
		}
	}

	/** Nothing new begins, not by hand either. */
	void closeIntake() {
		this.intake.close();
	}

	JobNotices notices() {
		return this.notices;
	}

	Collection<Job> jobs() {
		return this.jobs.values().stream().map(Registration::job).toList();
	}

	List<Job> running() {
		return jobs().stream().filter((job) -> job.running() != null).toList();
	}

	Duration longestStopTimeout() {
		return jobs().stream()
			.map((job) -> job.settings().stopTimeout())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	private void start(Job job) {
		if (!job.settings().firesByItself()) {
			return;
		}
		// A job that is registered while jobs start may be met twice.
		if (!job.schedule().start(Pace.of(job.settings(), this.crons, this.time))) {
			return;
		}
		if (!isFiring()) {
			// Stopped in the meantime, by somebody who may have passed this one.
			job.schedule().stop();
			return;
		}
		this.whenJobStarts.run();
		if (job.settings().runOnStart()) {
			this.chain.fire(job, TriggerKind.STARTUP, this.time.now());
		}
	}

	private Collection<Job> switchFiring(boolean on) {
		this.lock.lock();
		try {
			this.firing = on;
			return jobs();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFiring() {
		this.lock.lock();
		try {
			return this.firing;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Job get(String name) {
		Registration registration = this.jobs.get(RelaxedName.of(name));
		if (registration == null) {
			throw new NoSuchJobException(name, list().stream().map(JobSnapshot::name).toList());
		}
		return registration.job();
	}

	private record Registration(JobDeclaration declaration, Job job) {

		void replaceMethod(JobDeclaration other) {
			if (!other.isAnewOf(this.declaration)) {
				throw new InvalidJobException("Two jobs have the name '" + other.name()
						+ "' (case and dashes do not count): '" + this.job.name() + "' of " + this.declaration
						+ " and '" + other.name() + "' of " + other + ".",
						"Give one of them another name: @BackgroundJob(name = \"…\").");
			}
			this.job.replaceMethod(other.method());
		}

	}

}
