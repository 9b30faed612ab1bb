package io.workerlifecycle.job;

import java.util.List;
import java.util.UUID;
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

	private final JobNotices notices;

	/**
	 * Creates a chain.
	 * @param further gates after the intake and the pause
	 */
	FiringChain(IntakeGate intake, List<FiringGate> further, JobThreads threads, ExecutionChain executions) {
		this.intake = intake;
		this.gates = Stream.concat(Stream.of(intake, new PauseGate()), further.stream()).toList();
		this.threads = threads;
		this.executions = executions;
		this.notices = executions.notices();
	}

	FiringResult fire(Job job, Firing firing) {
		String id = this.idPrefix + this.lastId.incrementAndGet();
		ActiveExecution execution = new ActiveExecution(id, job.name().toString(), firing);
		job.due(firing.dueTime());
		RefusalReason reason = pass(job, execution);
		if (reason == null) {
			reason = enter(job, execution);
		}
		if (reason == null) {
			return new FiringResult.Accepted(id);
		}
		refuse(job, execution, reason);
		return new FiringResult.Refused(reason);
	}

	/** A firing that has no execution, whether it holds its job or not. */
	void refuse(Job job, ActiveExecution execution, RefusalReason reason) {
		followed(job, this.executions.refused(job, execution, reason));
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
		waits.cancelled().forEach((running) -> this.executions.watch().cancel(job, running));
		// A stop that closed the intake in between has not seen this one.
		RefusalReason reason = this.intake.refuse(job, execution);
		return (reason != null && job.slot().withdraw(execution)) ? reason : null;
	}

	/**
	 * The intake is asked again with the job in hand: a stop that closed it in between
	 * has not seen this execution, and would not wait for it.
	 */
	private @Nullable RefusalReason begin(Job job, ActiveExecution execution) {
		RefusalReason reason = this.intake.refuse(job, execution);
		return (reason != null) ? reason : handOver(job, execution);
	}

	private @Nullable RefusalReason handOver(Job job, ActiveExecution execution) {
		try {
			this.threads.run("job-" + job.name(), () -> run(job, execution));
			return null;
		}
		// The machine may be out of threads, which comes as an Error.
		catch (RuntimeException | OutOfMemoryError ex) {
			this.notices.log(() -> logger.error(execution.describe() + " got no thread", ex));
			return RefusalReason.POOL;
		}
	}

	/** It may have waited for its thread until the application stopped. */
	private void run(Job job, ActiveExecution execution) {
		RefusalReason reason = this.intake.refuse(job, execution);
		followed(job, (reason != null) ? this.executions.refused(job, execution, reason)
				: this.executions.run(job, execution));
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
