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
 * The way of a firing: past the gates on the thread that fires, then to a thread of its
 * own. Whoever fires is never held up.
 */
final class FiringChain {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

	private final AtomicLong lastId = new AtomicLong();

	private final List<FiringGate> gates;

	private final JobThreads threads;

	private final ExecutionChain executions;

	private final JobNotices notices;

	/**
	 * Creates a chain.
	 * @param further gates between the intake and the overlap guard
	 */
	FiringChain(IntakeGate intake, List<FiringGate> further, JobThreads threads, ExecutionChain executions,
			JobNotices notices) {
		// The intake is asked again with the slot in hand: a stop that closed it in
		// between has not seen this execution, and would not wait for it.
		this.gates = Stream.of(List.of(intake), further, List.of(new OverlapGate(), intake))
			.<FiringGate>flatMap(List::stream)
			.toList();
		this.threads = threads;
		this.executions = executions;
		this.notices = notices;
	}

	FiringResult fire(Job job, TriggerKind kind, Instant scheduledTime) {
		return fire(job, execution(job, kind, scheduledTime));
	}

	/** The same for one who waits for the end, which comes with a refusal too. */
	CompletableFuture<ExecutionResult> follow(Job job, TriggerKind kind, Instant scheduledTime) {
		ActiveExecution execution = execution(job, kind, scheduledTime);
		fire(job, execution);
		return execution.end();
	}

	private ActiveExecution execution(Job job, TriggerKind kind, Instant scheduledTime) {
		String id = this.idPrefix + this.lastId.incrementAndGet();
		return new ActiveExecution(id, job.name().toString(), kind, scheduledTime);
	}

	private FiringResult fire(Job job, ActiveExecution execution) {
		RefusalReason reason = pass(job, execution);
		if (reason == null) {
			reason = handOver(job, execution);
		}
		if (reason == null) {
			return new FiringResult.Accepted(execution.executionId());
		}
		this.executions.refused(job, execution, reason);
		return new FiringResult.Refused(reason);
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

	private @Nullable RefusalReason handOver(Job job, ActiveExecution execution) {
		try {
			this.threads.run("job-" + job.name(), () -> this.executions.run(job, execution));
			return null;
		}
		// The machine may be out of threads, which comes as an Error.
		catch (RuntimeException | OutOfMemoryError ex) {
			this.notices.log(execution, () -> logger.error(execution.describe() + " got no thread", ex));
			return RefusalReason.POOL;
		}
	}

}
