package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way of a firing: past the gates and into its job on the thread that fires, then to
 * a thread of its own. Whoever fires is never held up.
 */
final class FiringChain {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

	private final AtomicLong lastId = new AtomicLong();

	private final IntakeGate intake;

	private final List<FiringGate> gates;

	private final JobThreads threads;

	private final ExecutionChain executions;

	private final JobMemory memory;

	private final PoolWatch pool;

	private final JobNotices notices;

	/**
	 * Creates a chain.
	 * @param further gates after the intake and the pause
	 */
	FiringChain(IntakeGate intake, List<FiringGate> further, JobThreads threads, ExecutionChain executions,
			JobMemory memory) {
		this.intake = intake;
		this.gates = Stream.concat(Stream.of(intake, new PauseGate()), further.stream()).toList();
		this.threads = threads;
		this.executions = executions;
		this.memory = memory;
		this.pool = new PoolWatch(threads, executions.time(), executions.watch());
		this.notices = executions.notices();
	}

	FiringResult fire(Job job, Firing firing) {
		return fire(job, next(job, firing));
	}

	/** The same for one who waits for the end, which comes with a refusal too. */
	CompletableFuture<ExecutionResult> follow(Job job, Firing firing) {
		ActiveExecution execution = next(job, firing);
		fire(job, execution);
		return execution.end();
	}

	private FiringResult fire(Job job, ActiveExecution execution) {
		RefusalReason reason = pass(job, execution);
		if (reason == null) {
			reason = enter(job, execution);
		}
		if (reason == null) {
			return new FiringResult.Accepted(execution.executionId());
		}
		refuse(job, execution, reason);
		return new FiringResult.Refused(reason);
	}

	/** A firing of the schedule. It comes after those that were missed before it. */
	void scheduled(Job job, Firing firing) {
		MissedRunSettings missedRuns = job.settings().firing().missedRuns();
		if (missedRuns.policy() == MissedRuns.SKIP || job.isPaused()) {
			fire(job, firing);
			return;
		}
		switch (job.backlog().join(firing.scheduledTime(), missedRuns)) {
			case NOTHING_WAITS -> fire(job, firing);
			case FULL -> refuse(job, next(job, firing), RefusalReason.OVERLAP);
			case JOINED -> job.due(firing);
		}
		List<Instant> slept = this.memory.missedSince(job, firing.scheduledTime());
		if (!slept.isEmpty()) {
			job.backlog().add(slept, missedRuns.limit());
		}
		makeUp(job);
	}

	/** Lets the next firing of the backlog begin, if the job is free. */
	void makeUp(Job job) {
		while (job.slot().occupancy().isFree() && !isClosedTo(job)) {
			Instant due = job.backlog().take();
			if (due == null || begins(job, next(job, Firing.at(TriggerKind.CATCH_UP, due)))) {
				return;
			}
			job.backlog().putBack(due);
		}
	}

	/** A firing that has no execution, whether it holds its job or not. */
	void refuse(Job job, ActiveExecution execution, RefusalReason reason) {
		if (reason == RefusalReason.SHUTDOWN) {
			keep(job, execution.firing());
		}
		followed(job, this.executions.refused(job, execution, reason));
	}

	/** What a stop refuses is missed. It is kept before it leaves the job's slot. */
	private static void keep(Job job, Firing firing) {
		if (firing.kind() == TriggerKind.CATCH_UP) {
			job.backlog().putBack(firing.scheduledTime());
		}
		else if (firing.kind() == TriggerKind.SCHEDULED && job.catchesUp()) {
			job.backlog().keep(firing.scheduledTime());
		}
	}

	private ActiveExecution next(Job job, Firing firing) {
		return new ActiveExecution(this.idPrefix, this.lastId.incrementAndGet(), job.text(), firing);
	}

	/** False where somebody else was faster. */
	private boolean begins(Job job, ActiveExecution execution) {
		if (!(job.slot().enter(execution, Overlap.SKIP) instanceof Admission.Runs)) {
			return false;
		}
		Instant due = execution.scheduledTime();
		execution.end().thenAccept((result) -> job.backlog().settle(due));
		RefusalReason reason = begin(job, execution);
		if (reason != null) {
			refuse(job, execution, reason);
		}
		return true;
	}

	private boolean isClosedTo(Job job) {
		return job.isPaused() || !this.intake.isOpen();
	}

	/** Refuses all that wait, for their jobs or for a thread: they would be too late. */
	void refuseWaiting(Iterable<Job> jobs) {
		for (Job job : jobs) {
			ActiveExecution waiting = job.slot().withdraw();
			if (waiting != null) {
				refuse(job, waiting, RefusalReason.SHUTDOWN);
			}
		}
		this.threads.withdrawAll().forEach((task) -> refuse(task.job(), task.execution(), RefusalReason.SHUTDOWN));
	}

	/** Nothing of a job begins any more. */
	void retire(Job job) {
		ActiveExecution waiting = job.slot().retire();
		if (waiting != null) {
			refuse(job, waiting, RefusalReason.SHUTDOWN);
		}
		for (ActiveExecution execution : job.running()) {
			if (this.threads.withdraw(job, execution)) {
				refuse(job, execution, RefusalReason.SHUTDOWN);
			}
		}
	}

	/**
	 * Interrupts an execution, since somebody wants it. One that has no thread yet ends
	 * without.
	 * @return false if it was interrupted before, or has ended
	 */
	boolean cancel(Job job, ActiveExecution execution) {
		boolean first = this.executions.watch().cancel(job, execution);
		if (first && this.threads.withdraw(job, execution)) {
			this.executions.watch().elsewhere(() -> {
				followed(job, this.executions.cancelled(job, execution));
				makeUp(job);
			});
		}
		return first;
	}

	private @Nullable RefusalReason pass(Job job, ActiveExecution execution) {
		for (FiringGate gate : this.gates) {
			RefusalReason reason = gate.refuse(job, execution);
			if (reason != null) {
				return reason;
			}
		}
		return null;
	}

	private @Nullable RefusalReason enter(Job job, ActiveExecution execution) {
		Admission admission = job.slot().enter(execution, job.settings().firing().overlap());
		if (admission instanceof Admission.Refused refused) {
			return refused.reason();
		}
		if (admission instanceof Admission.Waits waits) {
			return await(job, execution, waits);
		}
		return begin(job, execution);
	}

	private @Nullable RefusalReason await(Job job, ActiveExecution execution, Admission.Waits waits) {
		if (waits.displaced() != null) {
			refuse(job, waits.displaced(), RefusalReason.OVERLAP);
		}
		waits.cancelled().forEach((running) -> cancel(job, running));
		// A stop that closed the intake in between has not seen this one.
		RefusalReason reason = this.intake.refuse(job, execution);
		return (reason != null && job.slot().withdraw(execution)) ? reason : null;
	}

	/**
	 * Asked with the job in hand: a stop or a removal that came in between has not seen
	 * this execution, and would not wait for it.
	 */
	private @Nullable RefusalReason overtaken(Job job, ActiveExecution execution) {
		return job.slot().occupancy().retired() ? RefusalReason.SHUTDOWN : this.intake.refuse(job, execution);
	}

	private @Nullable RefusalReason begin(Job job, ActiveExecution execution) {
		RefusalReason reason = overtaken(job, execution);
		if (reason != null) {
			return reason;
		}
		reason = handOver(job, execution);
		if (reason == RefusalReason.POOL) {
			job.due(execution.firing());
		}
		return reason;
	}

	private @Nullable RefusalReason handOver(Job job, ActiveExecution execution) {
		long now = this.executions.time().nanoTime();
		try {
			Runnable action = this.notices.marks()
				.marked(execution.jobName(), execution.executionId(), () -> run(job, execution));
			if (!this.threads.run(new JobThreads.Task(job, execution, now, action))) {
				return RefusalReason.POOL;
			}
		}
		// The machine may be out of threads, which comes as an Error.
		catch (RuntimeException | OutOfMemoryError ex) {
			this.notices.log(execution, () -> logger.error(execution.describe() + " got no thread", ex));
			this.threads.withdrawStranded().forEach((task) -> refuse(task.job(), task.execution(), RefusalReason.POOL));
			return RefusalReason.POOL;
		}
		this.pool.look();
		RefusalReason reason = overtaken(job, execution);
		return (reason != null && this.threads.withdraw(job, execution)) ? reason : null;
	}

	/** It may have waited for its thread until nobody wanted it any more. */
	private void run(Job job, ActiveExecution execution) {
		RefusalReason reason = overtaken(job, execution);
		if (reason != null) {
			refuse(job, execution, reason);
		}
		else if (execution.stopStage().isInterrupted()) {
			followed(job, this.executions.cancelled(job, execution));
		}
		else {
			this.memory.begins(job, execution.firing());
			followed(job, this.executions.run(job, execution));
		}
		makeUp(job);
	}

	private void followed(Job job, @Nullable ActiveExecution next) {
		if (next == null) {
			return;
		}
		RefusalReason reason = begin(job, next);
		if (reason != null) {
			refuse(job, next, reason);
		}
	}

}
