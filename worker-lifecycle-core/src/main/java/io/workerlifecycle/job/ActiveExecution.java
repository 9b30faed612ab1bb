package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.thread.StopOrigin;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An execution from the moment it is admitted to its job to the moment it leaves it. It
 * is interrupted only while it is on its thread, which others use before and after.
 */
final class ActiveExecution implements JobContext {

	/** Not this, which users have in hand. There is one for each firing: a small one. */
	private final Object guard = new Object();

	private final String idPrefix;

	private final long number;

	private final String id;

	private final String jobName;

	private final Firing firing;

	/** Written under the guard; it only goes forward. */
	private volatile StopStage stopStage = StopStage.NONE;

	/** Where it is itself; written under the guard. */
	private volatile Progress progress = Progress.WAITING;

	/**
	 * When it got its thread, or ended without; written once, by whoever begins it, or
	 * ends it before it has begun.
	 */
	private volatile @Nullable Instant startedAt;

	/** The same on the clock that never jumps; written before the instant. */
	private long startNanos;

	/** The thread to interrupt; written under the guard. */
	private volatile @Nullable Thread thread;

	/** Written by the execution's thread. */
	private volatile int attempts;

	/** Written by those who watch it. */
	private volatile @Nullable Instant stuckSince;

	/** What came of it; written once, under the guard. */
	private volatile @Nullable ExecutionResult result;

	/**
	 * Made for the first who waits, since hardly anybody does; written under the guard.
	 */
	private @Nullable CompletableFuture<ExecutionResult> end;

	/**
	 * Creates an execution that has no thread yet.
	 * @param idPrefix what the ids of all executions begin with
	 * @param number what the id ends with
	 */
	ActiveExecution(String idPrefix, long number, String jobName, Firing firing) {
		this.idPrefix = idPrefix;
		this.number = number;
		this.id = idPrefix + number;
		this.jobName = jobName;
		this.firing = firing;
	}

	@Override
	public String jobName() {
		return this.jobName;
	}

	@Override
	public String executionId() {
		return this.id;
	}

	@Override
	public Instant scheduledTime() {
		return this.firing.scheduledTime();
	}

	@Override
	public boolean isStopRequested() {
		Thread current = this.thread;
		return this.stopStage != StopStage.NONE || (current != null && current.isInterrupted());
	}

	@Override
	public int attempt() {
		return this.attempts;
	}

	@Override
	public OptionalLong fencingToken() {
		return OptionalLong.empty();
	}

	String idPrefix() {
		return this.idPrefix;
	}

	long number() {
		return this.number;
	}

	Firing firing() {
		return this.firing;
	}

	String describe() {
		return "Job '" + this.jobName + "', execution " + this.id + ",";
	}

	StopStage stopStage() {
		return this.stopStage;
	}

	/** Completes when the execution has left its job, with what came of it. */
	CompletableFuture<ExecutionResult> end() {
		synchronized (this.guard) {
			if (this.end == null) {
				this.end = (this.result != null) ? CompletableFuture.completedFuture(this.result)
						: new CompletableFuture<>();
			}
			return this.end;
		}
	}

	/** Whether it has left its job. */
	boolean hasEnded() {
		return this.result != null;
	}

	/** It has left its job. Who waited goes on, on the calling thread. */
	void end(ExecutionResult outcome) {
		CompletableFuture<ExecutionResult> awaited;
		synchronized (this.guard) {
			this.result = outcome;
			awaited = this.end;
		}
		if (awaited != null) {
			awaited.complete(outcome);
		}
	}

	void enterThread(TimeSource time) {
		start(time);
		synchronized (this.guard) {
			Thread current = Thread.currentThread();
			this.thread = current;
			this.progress = Progress.UNDER_WAY;
			if (this.stopStage.isInterrupted()) {
				current.interrupt();
			}
		}
	}

	/** From here on nobody interrupts, and what came too late is forgotten. */
	void leaveThread() {
		synchronized (this.guard) {
			this.thread = null;
			this.progress = Progress.GONE;
			Thread.interrupted();
		}
	}

	/**
	 * Its method has ended for good. Its timeout has nothing to say any more; others may
	 * still interrupt what is around the method.
	 * @return what was wanted of it until then
	 */
	StopStage endMethod() {
		synchronized (this.guard) {
			this.progress = Progress.CALLED;
			return this.stopStage;
		}
	}

	/** It ends without a thread. */
	void endEarly(TimeSource time) {
		synchronized (this.guard) {
			this.progress = Progress.GONE;
			start(time);
		}
	}

	/** Whether it has had a thread. */
	boolean hasBegun() {
		return this.progress != Progress.WAITING;
	}

	/** For how long it has had its thread. */
	Duration age(TimeSource time) {
		return (this.startedAt != null) ? Duration.ofNanos(time.nanoTime() - this.startNanos) : Duration.ZERO;
	}

	/**
	 * Waits on the execution's own thread. The wait ends as soon as somebody wants the
	 * execution to end; an interrupt counts as that, and stays.
	 * @return false if it is to end
	 */
	boolean rest(Duration span, TimeSource time) {
		if (span.isZero()) {
			return !isStopRequested();
		}
		Thread current = Thread.currentThread();
		AtomicBoolean over = new AtomicBoolean();
		Timer timer = time.schedule(span, () -> {
			over.set(true);
			LockSupport.unpark(current);
		});
		while (!over.get() && !isStopRequested()) {
			LockSupport.park(this);
		}
		timer.cancel();
		return !isStopRequested();
	}

	boolean isOnThread(Thread other) {
		return this.thread == other;
	}

	/** One more call of its method begins. */
	int nextAttempt() {
		int next = this.attempts + 1;
		this.attempts = next;
		return next;
	}

	void requestStop() {
		synchronized (this.guard) {
			advance(StopStage.REQUESTED);
			// It may rest between two attempts.
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Interrupts the execution, or lets it end before it has begun. A stop interrupts
	 * again what was interrupted before.
	 * @return false if it was interrupted before, or has ended
	 */
	boolean interrupt(StopStage why) {
		synchronized (this.guard) {
			if (this.progress == Progress.GONE || (this.progress == Progress.CALLED && why == StopStage.TIMED_OUT)) {
				return false;
			}
			boolean first = advance(why);
			Thread current = this.thread;
			if (current != null && (first || why == StopStage.STOPPED)) {
				current.interrupt();
			}
			return first;
		}
	}

	void stuck(Instant since) {
		this.stuckSince = since;
	}

	boolean isStuck() {
		return this.stuckSince != null;
	}

	JobExecution ended(ExecutionResult.Ran result, TimeSource time) {
		Instant start = this.startedAt;
		Assert.state(start != null, "An execution that has not started cannot end");
		return new JobExecution(this.id, this.firing.kind(), this.firing.scheduledTime(), start, lateness(start),
				age(time), this.attempts, result.outcome(), result.exception());
	}

	RunningExecution snapshot(TimeSource time, List<StackTraceElement> stack) {
		return new RunningExecution(this.id, this.firing.kind(), this.firing.scheduledTime(), this.startedAt, age(time),
				this.attempts, isStopRequested(), this.stuckSince, stack);
	}

	/** Whether the application is being stopped from this execution's own thread. */
	boolean isStopOrigin(Thread stopping) {
		Thread current = this.thread;
		return current != null && StopOrigin.is(current, stopping);
	}

	/** Where the thread is; never under the guard, since looking may take a while. */
	List<StackTraceElement> stack() {
		Thread current = this.thread;
		return (current != null) ? List.of(current.getStackTrace()) : List.of();
	}

	private void start(TimeSource time) {
		Instant now = time.now();
		this.startNanos = time.nanoTime();
		this.startedAt = now;
	}

	private Duration lateness(Instant start) {
		Instant due = this.firing.dueTime();
		// Half of what Duration.between costs, for each execution.
		return start.isBefore(due) ? Duration.ZERO
				: Duration.ofSeconds(start.getEpochSecond() - due.getEpochSecond(), start.getNano() - due.getNano());
	}

	private boolean advance(StopStage next) {
		boolean moves = this.stopStage.leadsTo(next);
		if (moves) {
			this.stopStage = next;
		}
		return moves;
	}

	private enum Progress {

		/** It has no thread yet. */
		WAITING,

		/** It is on its thread. */
		UNDER_WAY,

		/** Its method has ended, and what is around it has not. */
		CALLED,

		/** It has left its thread, or ended without one. */
		GONE

	}

}
