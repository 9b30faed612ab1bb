package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * One job: what it is, when it fires, who runs of it. Its plan changes by commands, which
 * {@link JobRoster} puts one after the other; everything else may come from any thread.
 */
final class Job implements LiveJob {

	private static final AtomicIntegerFieldUpdater<Job> WAITING = AtomicIntegerFieldUpdater.newUpdater(Job.class,
			"waiting");

	private final TimeSource time;

	private final JobSchedule schedule;

	private final JobSlot slot = new JobSlot();

	private final JobRecord record = new JobRecord();

	private final Backlog backlog = new Backlog();

	/** Written by commands only. */
	private volatile JobPlan plan;

	/** The name as it is written, here since each firing needs it. */
	private volatile String text;

	/** Goes with the name; written by commands only. */
	private volatile String threadName;

	/** Written by commands only. */
	private volatile boolean paused;

	/** 1 while an execution waits for a thread; changed by way of the updater only. */
	private volatile int waiting;

	/** Who is told what becomes of it; written by commands only. */
	private volatile List<JobRecorder> recorders = List.of();

	/**
	 * When a firing was due that has no execution, and that none has followed yet.
	 */
	private volatile @Nullable Instant unserved;

	Job(JobPlan plan, TimeSource time, FiringChain chain) {
		this.plan = plan;
		this.text = plan.declaration().name().toString();
		this.threadName = threadName(this.text);
		this.time = time;
		this.schedule = new JobSchedule((due) -> chain.scheduled(this, firing(due)));
	}

	RelaxedName name() {
		return this.plan.declaration().name();
	}

	/** The name as it is written. */
	String text() {
		return this.text;
	}

	/** What threads are called while they run it. */
	String threadName() {
		return this.threadName;
	}

	JobSettings settings() {
		return this.plan.settings();
	}

	JobSchedule schedule() {
		return this.schedule;
	}

	Backlog backlog() {
		return this.backlog;
	}

	JobSlot slot() {
		return this.slot;
	}

	List<JobRecorder> recorders() {
		return this.recorders;
	}

	void recorders(List<JobRecorder> next) {
		this.recorders = next;
	}

	/** Whether an execution waits for a thread. */
	boolean isWaiting() {
		return this.waiting != 0;
	}

	/**
	 * An execution is about to wait for a thread.
	 * @return false if another does
	 */
	boolean beginWaiting() {
		return WAITING.compareAndSet(this, 0, 1);
	}

	/** The execution that waited has its thread, or is out. */
	void endWaiting() {
		WAITING.set(this, 0);
	}

	JobPlan plan() {
		return this.plan;
	}

	/** The spelling of the name stays, since meters and listeners know it. */
	void change(JobPlan next) {
		this.plan = next.written(name());
	}

	JobMethod method() {
		return this.plan.declaration().method();
	}

	boolean isPaused() {
		return this.paused;
	}

	void pause() {
		this.paused = true;
	}

	void resume() {
		this.paused = false;
	}

	List<ActiveExecution> running() {
		return this.slot.occupancy().running();
	}

	/** Whether what it misses is of interest. */
	boolean catchesUp() {
		return settings().firesByItself() && settings().firing().missedRuns().policy() != MissedRuns.SKIP;
	}

	/** When those were due that have the job, or wait for it. */
	Set<Instant> inHand() {
		Occupancy occupancy = this.slot.occupancy();
		return Stream.concat(occupancy.running().stream(), Stream.ofNullable(occupancy.waiting()))
			.map(ActiveExecution::scheduledTime)
			.collect(Collectors.toSet());
	}

	/** Whether nothing waits, neither for a thread nor for another execution. */
	boolean hasNothingToBegin() {
		Occupancy occupancy = this.slot.occupancy();
		return this.backlog.isDone() && occupancy.waiting() == null
				&& occupancy.running().stream().allMatch(ActiveExecution::hasBegun);
	}

	/** A firing that was delayed at random is not late by that. */
	private Firing firing(Instant due) {
		boolean jittered = !settings().firing().jitter().isZero();
		return new Firing(TriggerKind.SCHEDULED, due, jittered ? this.time.now() : due);
	}

	/** Becomes another job, of which nothing is known but who still runs. */
	void renew(JobPlan next) {
		this.plan = next;
		this.text = next.declaration().name().toString();
		this.threadName = threadName(this.text);
		this.paused = false;
		this.unserved = null;
		this.backlog.clear();
		this.slot.revive();
	}

	/**
	 * There should be an execution now, and there is none. What was fired by hand says
	 * nothing of the schedule.
	 */
	void due(Firing firing) {
		if (this.unserved == null && firing.kind() != TriggerKind.MANUAL) {
			this.unserved = firing.dueTime();
		}
	}

	/** An execution has begun, or is not wanted any more. */
	void served() {
		if (this.unserved != null) {
			this.unserved = null;
		}
	}

	void remember(ActiveExecution source, JobExecution execution) {
		this.record.add(source, execution, settings().watch().historySize());
	}

	@Override
	public int executionsUnderWay() {
		return running().size();
	}

	@Override
	public int consecutiveFailures() {
		return this.record.failures();
	}

	@Override
	public JobSnapshot snapshot() {
		return snapshot(StackDepth.NONE);
	}

	JobSnapshot snapshot(StackDepth depth) {
		JobPlan current = this.plan;
		JobHistory past = this.record.history();
		List<ActiveExecution> active = running();
		List<RunningExecution> running = active.stream()
			.map((execution) -> execution.snapshot(this.time, depth.stackOf(execution)))
			.toList();
		JobHealth health = health(past, active);
		return new JobSnapshot(name().toString(), method().toString(), current.settings(),
				current.attributes().places(), health, (health == JobHealth.OVERDUE) ? oldestDue(active) : null,
				this.paused, running, past.last(), this.schedule.next(), past.failures(), past.executions());
	}

	private JobHealth health(JobHistory past, List<ActiveExecution> active) {
		if (active.stream().anyMatch(ActiveExecution::isStuck)) {
			return JobHealth.STUCK;
		}
		if (this.paused) {
			return JobHealth.PAUSED;
		}
		JobHealth told = past.health();
		return (told != JobHealth.FAILING && active.stream().noneMatch(ActiveExecution::hasBegun) && isOverdue(active))
				? JobHealth.OVERDUE : told;
	}

	private static String threadName(String name) {
		return "job-" + name;
	}

	private boolean isOverdue(List<ActiveExecution> active) {
		Instant oldest = oldestDue(active);
		Duration patience = settings().watch().overdueAfter();
		return oldest != null && settings().firesByItself() && oldest.plus(patience).isBefore(this.time.now());
	}

	/** The firing that should have an execution, or should come, before all others. */
	private @Nullable Instant oldestDue(List<ActiveExecution> active) {
		Stream<Instant> admitted = active.stream()
			.filter((execution) -> !execution.hasBegun() && execution.firing().kind() != TriggerKind.MANUAL)
			.map((execution) -> execution.firing().dueTime());
		return Stream.concat(Stream.ofNullable(this.unserved), admitted)
			.min(Comparator.naturalOrder())
			.orElseGet(this.schedule::next);
	}

	enum StackDepth {

		NONE {

			@Override
			List<StackTraceElement> stackOf(ActiveExecution execution) {
				return List.of();
			}

		},

		FULL {

			@Override
			List<StackTraceElement> stackOf(ActiveExecution execution) {
				return execution.stack();
			}

		};

		abstract List<StackTraceElement> stackOf(ActiveExecution execution);

	}

}
