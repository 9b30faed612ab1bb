package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.TimeSource;

/**
 * One job: what it is, when it fires, and the one slot that its executions need. Whoever
 * holds the slot runs; everybody else is refused. That is the whole overlap guard, and it
 * knows nothing of threads.
 */
final class Job {

	private final RelaxedName name;

	private final JobSettings settings;

	private final TimeSource time;

	private final JobSchedule schedule;

	private final AtomicReference<@Nullable ActiveExecution> slot = new AtomicReference<>();

	/** Written by the holder of the slot only. */
	private volatile JobHistory history = JobHistory.EMPTY;

	/** Replaced when a scoped bean is made anew. */
	private volatile JobMethod method;

	Job(JobDeclaration declaration, JobSettings settings, TimeSource time, FiringChain chain) {
		this.name = declaration.name();
		this.method = declaration.method();
		this.settings = settings;
		this.time = time;
		this.schedule = new JobSchedule((due) -> chain.fire(this, TriggerKind.SCHEDULED, due));
	}

	RelaxedName name() {
		return this.name;
	}

	JobSettings settings() {
		return this.settings;
	}

	JobSchedule schedule() {
		return this.schedule;
	}

	JobMethod method() {
		return this.method;
	}

	void replaceMethod(JobMethod replacement) {
		this.method = replacement;
	}

	boolean occupy(ActiveExecution execution) {
		return this.slot.compareAndSet(null, execution);
	}

	/** Nothing happens where the slot is another execution's. */
	void vacate(ActiveExecution execution) {
		this.slot.compareAndSet(execution, null);
	}

	@Nullable ActiveExecution running() {
		return this.slot.get();
	}

	/** Called by the holder of the slot only. */
	void remember(JobExecution execution) {
		this.history = this.history.with(execution, this.settings.historySize());
	}

	JobSnapshot snapshot(StackDepth depth) {
		ActiveExecution active = this.slot.get();
		JobHistory past = this.history;
		Instant next = this.schedule.next();
		return new JobSnapshot(this.name.toString(), this.method.toString(), this.settings, past.health(),
				(active != null) ? active.snapshot(this.time, depth.stackOf(active)) : null, past.last(), next,
				past.failures(), past.executions());
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
