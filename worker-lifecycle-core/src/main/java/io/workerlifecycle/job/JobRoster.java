package io.workerlifecycle.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Who is there. All commands – to come, to go, to change, to begin and to end firing –
 * come one after the other, under one lock; looking takes none. Under it stand the locks
 * of schedules, and nothing that belongs to the application but its properties, and
 * observers, which must be short.
 */
final class JobRoster {

	private final ReentrantLock commands = new ReentrantLock();

	private final Map<RelaxedName, Job> jobs = new ConcurrentHashMap<>();

	/**
	 * Those that were removed while an execution went on. Who comes again by their name
	 * takes their place. Guarded by the lock.
	 */
	private final Map<RelaxedName, Job> leaving = new HashMap<>();

	private final JobMaking making;

	private final JobMemory memory;

	/** Guarded by the lock. */
	private JobSettingsResolver resolver;

	/** Guarded by the lock. */
	private boolean firing;

	/** Set once, before anything starts. */
	private volatile Runnable whenJobStarts = () -> {
	};

	JobRoster(JobMaking making, JobMemory memory, JobSettingsResolver resolver) {
		this.making = making;
		this.memory = memory;
		this.resolver = resolver;
	}

	void whenJobStarts(Runnable action) {
		this.whenJobStarts = action;
	}

	/**
	 * Adds a job that an annotation declares. The same method of the same bean made anew,
	 * as scopes do, takes over from the old one and keeps its schedule.
	 * @throws InvalidJobException if another job has the name
	 */
	void declare(JobDeclaration declaration) {
		inOrder(() -> {
			Job present = this.jobs.get(declaration.name());
			if (present == null) {
				enter(planned(declaration));
			}
			else {
				requireAnew(present, declaration);
				present.change(present.plan().with(declaration));
			}
			return true;
		});
	}

	/** Adds a job, or replaces that of the name. */
	void add(JobDeclaration declaration) {
		inOrder(() -> {
			Job present = this.jobs.get(declaration.name());
			if (present != null) {
				change(present, planned(declaration));
			}
			else {
				enter(planned(declaration));
			}
			return true;
		});
	}

	/** Changes the plan of a job. */
	void replan(RelaxedName name, JobAttributes override) {
		inOrder(() -> {
			Job job = get(name);
			change(job, job.plan().with(override, this.resolver));
			return job;
		});
	}

	/**
	 * Takes a job out. Nothing of it begins from here on.
	 * @return the job, and who may still be running of it
	 */
	Job remove(RelaxedName name) {
		return inOrder(() -> {
			Job job = get(name);
			this.jobs.remove(job.name());
			job.schedule().stop();
			ActiveExecution waiting = job.slot().retire();
			if (waiting != null) {
				this.making.chain().refuse(job, waiting, RefusalReason.SHUTDOWN);
			}
			if (!job.slot().occupancy().isIdle()) {
				this.leaving.put(job.name(), job);
			}
			job.backlog().clear();
			this.memory.forget(job);
			this.making.notices().removed(job.name().toString());
			return job;
		});
	}

	/**
	 * Lets everybody have new settings, or nobody.
	 * @throws InvalidJobException if those of one cannot be; then nothing has changed
	 */
	void reconfigure(JobSettingsResolver next) {
		inOrder(() -> {
			Map<Job, JobPlan> plans = new LinkedHashMap<>();
			this.jobs.values().forEach((job) -> plans.put(job, job.plan().resolvedBy(next)));
			this.resolver = next;
			plans.forEach(this::change);
			return plans;
		});
	}

	/** Everybody who fires by itself begins, once. */
	void startFiring() {
		inOrder(() -> {
			this.firing = true;
			this.memory.forgetOthers(this.jobs.values());
			this.memory.begin(this.jobs.values());
			this.jobs.values().forEach(this::start);
			return true;
		});
	}

	/** The schedules sleep; a call by hand still works. */
	void stopFiring() {
		inOrder(() -> {
			boolean wasFiring = this.firing;
			this.firing = false;
			this.jobs.values().forEach((job) -> job.schedule().stop());
			if (wasFiring) {
				this.memory.end(this.jobs.values());
			}
			return wasFiring;
		});
	}

	void pause(RelaxedName name) {
		inOrder(() -> {
			Job job = get(name);
			job.pause();
			this.memory.pause(job, job.backlog().clear());
			return job;
		});
	}

	void resume(RelaxedName name) {
		inOrder(() -> {
			Job job = get(name);
			if (job.isPaused()) {
				// Something may have come back to it after the pause began.
				job.backlog().clear();
				this.memory.resume(job);
				job.resume();
			}
			return job;
		});
	}

	Collection<Job> all() {
		return this.jobs.values();
	}

	/** Those too that are removed, and whose executions go on. */
	List<Job> running() {
		return inOrder(() -> {
			this.leaving.values().removeIf((job) -> job.slot().occupancy().isIdle());
			return Stream.concat(this.jobs.values().stream(), this.leaving.values().stream())
				.filter((job) -> !job.running().isEmpty())
				.toList();
		});
	}

	@Nullable Job find(RelaxedName name) {
		return this.jobs.get(name);
	}

	Job get(RelaxedName name) {
		Job job = this.jobs.get(name);
		if (job == null) {
			throw new NoSuchJobException(name.toString(),
					this.jobs.keySet().stream().map(RelaxedName::toString).sorted().toList());
		}
		return job;
	}

	Duration longestStopTimeout() {
		return this.jobs.values()
			.stream()
			.map((job) -> job.settings().execution().stopTimeout())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	private JobPlan planned(JobDeclaration declaration) {
		return JobPlan.of(declaration, JobAttributes.NONE, this.resolver);
	}

	private void enter(JobPlan plan) {
		RelaxedName name = plan.declaration().name();
		Job left = this.leaving.remove(name);
		Job job = (left != null) ? left : this.making.job(plan);
		job.change(plan);
		job.backlog().clear();
		job.slot().revive();
		if (this.memory.isPaused(name)) {
			job.pause();
		}
		this.jobs.put(name, job);
		this.making.notices().registered(() -> job.snapshot(Job.StackDepth.NONE));
		if (this.firing) {
			this.memory.begin(List.of(job));
			start(job);
		}
	}

	private void change(Job job, JobPlan plan) {
		boolean same = plan.firesLike(job.plan());
		job.change(plan);
		if (!same && this.firing) {
			job.schedule().stop();
			if (!job.catchesUp()) {
				job.backlog().clear();
			}
			this.memory.change(job);
			schedule(job);
		}
	}

	private void start(Job job) {
		// What fires before it is known what was missed comes after that.
		job.backlog().hold();
		boolean fires = schedule(job);
		int limit = Math.max(1, job.settings().firing().missedRuns().limit());
		job.backlog().add(fires ? this.memory.missed(job) : List.of(), limit);
		if (fires) {
			this.making.begin(job);
		}
	}

	/** False where it does not fire by itself, or does so already. */
	private boolean schedule(Job job) {
		if (!job.settings().firesByItself() || !this.making.schedule(job)) {
			return false;
		}
		this.whenJobStarts.run();
		return true;
	}

	private static void requireAnew(Job present, JobDeclaration other) {
		JobDeclaration declaration = present.plan().declaration();
		if (!other.isAnewOf(declaration)) {
			throw new InvalidJobException(
					"Two jobs have the name '" + other.name() + "' (case and dashes do not count): '" + present.name()
							+ "' of " + declaration + " and '" + other.name() + "' of " + other + ".",
					"Give one of them another name: @BackgroundJob(name = \"…\").");
		}
	}

	private <T> T inOrder(Supplier<T> command) {
		this.commands.lock();
		try {
			return command.get();
		}
		finally {
			this.commands.unlock();
		}
	}

}
