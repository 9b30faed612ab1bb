package io.workerlifecycle.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	/** Guarded by the lock. */
	private final DepartedJobs departed = new DepartedJobs();

	private final JobMaking making;

	private final JobMemory memory;

	/** Guarded by the lock. */
	private JobSettingsResolver resolver;

	/** Guarded by the lock. */
	private final KnownSettings known = new KnownSettings();

	/** Guarded by the lock. */
	private boolean firing;

	/** Guarded by the lock. */
	private final FiringJobs firingJobs = new FiringJobs();

	/** The names that properties alone define. Guarded by the lock. */
	private Set<RelaxedName> configured = Set.of();

	JobRoster(JobMaking making, JobMemory memory, JobSettingsResolver resolver) {
		this.making = making;
		this.memory = memory;
		this.resolver = resolver;
	}

	void tellWhetherJobsFire(FiringListener listener) {
		ordered(() -> {
			this.firingJobs.tell(listener);
		});
	}

	/**
	 * Adds a job that an annotation declares. The same method of the same bean made anew,
	 * as scopes do, takes over from the old one and keeps its schedule.
	 * @throws InvalidJobException if another job has the name
	 */
	void declare(JobDeclaration declaration) {
		ordered(() -> {
			Job present = this.jobs.get(declaration.name());
			if (present == null) {
				enter(planned(declaration));
			}
			else {
				declaration.requireAnewOf(present.plan().declaration());
				present.change(present.plan().with(declaration));
			}
		});
	}

	/** Adds a job, or replaces that of the name. */
	void add(JobDeclaration declaration) {
		ordered(() -> {
			JobPlan plan = planned(declaration);
			Job present = this.jobs.get(declaration.name());
			if (present == null) {
				enter(plan);
			}
			else {
				change(present, plan);
				if (this.firing && plan.settings().firesByItself()) {
					this.making.fireAtStart(present);
				}
			}
		});
	}

	/** Lets a job come back that was removed, and that code or properties declare. */
	void restore(RelaxedName name) {
		ordered(() -> {
			JobDeclaration declaration = this.departed.comesBack(name);
			if (declaration != null && !this.jobs.containsKey(name)) {
				enter(planned(declaration));
			}
			get(name);
		});
	}

	/** Changes the plan of a job. */
	void replan(RelaxedName name, JobAttributes override) {
		ordered(() -> {
			Job job = get(name);
			change(job, job.plan().with(override, this.resolver));
		});
	}

	/**
	 * Takes a job out. Nothing of it begins from here on.
	 * @return the job, and who may still be running of it
	 */
	DepartedJobs.Removed remove(RelaxedName name) {
		return inOrder(() -> {
			DepartedJobs.Removed removed = leave(get(name));
			this.departed.mayComeBack(removed.job().plan().declaration());
			return removed;
		});
	}

	/**
	 * Lets everybody have new settings, and those come and go whom properties alone
	 * define; or nobody.
	 * @throws InvalidJobException if one of them cannot be; then nothing has changed
	 */
	void reconfigure(ConfiguredJobs next) {
		ordered(() -> {
			Reconfiguration planned = Reconfiguration.of(this.jobs, this.configured, next);
			this.resolver = next.resolver();
			this.departed.comeBackNoMore(this.configured);
			this.configured = Reconfiguration.names(next.declarations());
			planned.going().forEach(this::leave);
			planned.changing().forEach(this::change);
			planned.coming().forEach(this::enter);
			next.declarations()
				.stream()
				.filter((declaration) -> !this.jobs.containsKey(declaration.name()))
				.forEach(this.departed::mayComeBack);
		});
	}

	/**
	 * Looks whether everybody could have new settings.
	 * @throws InvalidJobException if one of them cannot be
	 */
	void check(ConfiguredJobs next) {
		inOrder(() -> Reconfiguration.of(this.jobs, this.configured, next));
	}

	/** Everybody who fires by itself begins, once. */
	void startFiring() {
		ordered(() -> {
			this.firing = true;
			this.memory.forgetOthers(this.jobs.values());
			this.memory.begin(this.jobs.values());
			this.jobs.values().forEach(this::start);
		});
	}

	/** The schedules sleep; a call by hand still works. */
	void stopFiring() {
		ordered(() -> {
			boolean wasFiring = this.firing;
			this.firing = false;
			this.jobs.values().forEach(this::unschedule);
			if (wasFiring) {
				this.memory.end(this.jobs.values());
			}
		});
	}

	void pause(RelaxedName name) {
		ordered(() -> {
			Job job = get(name);
			job.pause();
			this.memory.pause(job, job.backlog().clear());
		});
	}

	void resume(RelaxedName name) {
		ordered(() -> {
			Job job = get(name);
			if (job.isPaused()) {
				// Something may have come back to it after the pause began.
				job.backlog().clear();
				this.memory.resume(job);
				job.resume();
			}
		});
	}

	Collection<Job> all() {
		return this.jobs.values();
	}

	/** Those too that are removed, and whose executions go on. */
	List<Job> running() {
		return inOrder(this::allRunning);
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
		return JobPlan.of(declaration, this.resolver, this.known);
	}

	private List<Job> allRunning() {
		return Stream.concat(this.jobs.values().stream(), this.departed.running())
			.filter((job) -> !job.running().isEmpty())
			.toList();
	}

	private void enter(JobPlan plan) {
		RelaxedName name = plan.declaration().name();
		Job left = this.departed.takeOver(name);
		Job job = (left != null) ? left : this.making.job(plan);
		job.renew(plan);
		if (this.memory.isPaused(name)) {
			job.pause();
		}
		this.jobs.put(name, job);
		this.making.notices().registered(job);
		if (this.firing) {
			this.memory.begin(List.of(job));
			start(job);
		}
	}

	private DepartedJobs.Removed leave(Job job) {
		this.jobs.remove(job.name());
		unschedule(job);
		this.making.chain().retire(job);
		DepartedJobs.Removed removed = this.departed.add(job);
		job.backlog().clear();
		this.memory.forget(job);
		this.making.notices().removed(job);
		return removed;
	}

	private void change(Job job, JobPlan plan) {
		boolean same = plan.firesLike(job.plan());
		job.change(plan);
		if (!same && this.firing) {
			unschedule(job);
			if (!job.catchesUp()) {
				job.backlog().clear();
			}
			this.memory.change(job);
			schedule(job, plan.settings().afterStart());
		}
	}

	private void start(Job job) {
		// What fires before it is known what was missed comes after that.
		job.backlog().hold();
		boolean fires = schedule(job, job.settings());
		int limit = Math.max(1, job.settings().firing().missedRuns().limit());
		job.backlog().add(fires ? this.memory.missed(job) : List.of(), limit);
		if (fires) {
			this.making.begin(job);
		}
	}

	/** False where it does not fire by itself, or does so already. */
	private boolean schedule(Job job, JobSettings settings) {
		if (!settings.firesByItself() || !this.making.schedule(job, settings)) {
			return false;
		}
		this.firingJobs.oneMore();
		return true;
	}

	private void unschedule(Job job) {
		if (job.schedule().stop()) {
			this.firingJobs.oneLess();
		}
	}

	/** A stop, which ends firing for a while only, tells what it does itself. */
	private void settle() {
		if (this.firing && this.firingJobs.areOver()) {
			this.firingJobs.settle(allRunning().stream().flatMap((job) -> job.running().stream()).toList(),
					() -> inOrder(() -> true));
		}
	}

	private void ordered(Runnable command) {
		inOrder(() -> {
			command.run();
			return true;
		});
	}

	private <T> T inOrder(Supplier<T> command) {
		this.commands.lock();
		try {
			T result = command.get();
			settle();
			return result;
		}
		finally {
			this.commands.unlock();
		}
	}

}
