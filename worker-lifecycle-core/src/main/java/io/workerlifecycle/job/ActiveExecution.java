package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.thread.StopOrigin;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An execution from the moment it is admitted to its job to the moment it leaves it. It
 * is interrupted only while it is on its thread, which others use before and after.
 */
final class ActiveExecution implements JobContext {

	private final ReentrantLock lock = new ReentrantLock();

	private final CompletableFuture<ExecutionResult> end = new CompletableFuture<>();

	private final String id;

	private final String jobName;

	private final Firing firing;

	/** Written under the lock; it only goes forward. */
	private volatile StopStage stopStage = StopStage.NONE;

	/** Written once, by the execution's thread. */
	private volatile @Nullable Start start;

	/** The thread to interrupt; written under the lock. */
	private volatile @Nullable Thread thread;

	/** Written by the execution's thread. */
	private volatile int attempts;

	/** Written by those who watch it. */
	private volatile @Nullable Instant stuckSince;

	ActiveExecution(String id, String jobName, Firing firing) {
		this.id = id;
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
	public OptionalLong fencingToken() {
		return OptionalLong.empty();
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
		return this.end;
	}

	void enterThread(TimeSource time) {
		this.start = new Start(time.now(), time.nanoTime());
		this.lock.lock();
		try {
			Thread current = Thread.currentThread();
			this.thread = current;
			if (this.stopStage.isInterrupted()) {
				current.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** From here on nobody interrupts, and what came too late is forgotten. */
	void leaveThread() {
		this.lock.lock();
		try {
			this.thread = null;
			Thread.interrupted();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isOnThread(Thread other) {
		return this.thread == other;
	}

	boolean hasBegun() {
		return this.start != null;
	}

	/** One more call of its method begins. */
	int nextAttempt() {
		int next = this.attempts + 1;
		this.attempts = next;
		return next;
	}

	void requestStop() {
		this.lock.lock();
		try {
			advance(StopStage.REQUESTED);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Interrupts the execution, or lets it begin interrupted.
	 * @return false if it was interrupted before, and nothing was changed
	 */
	boolean interrupt(StopStage why) {
		this.lock.lock();
		try {
			boolean first = advance(why);
			Thread current = this.thread;
			if (first && current != null) {
				current.interrupt();
			}
			return first;
		}
		finally {
			this.lock.unlock();
		}
	}

	void stuck(Instant since) {
		this.stuckSince = since;
	}

	boolean isStuck() {
		return this.stuckSince != null;
	}

	JobExecution ended(ExecutionResult.Ran result, TimeSource time) {
		Start start = this.start;
		Assert.state(start != null, "An execution that has not started cannot end");
		return new JobExecution(this.id, this.firing.kind(), this.firing.scheduledTime(), start.at(),
				start.lateness(this.firing.dueTime()), start.age(time), this.attempts, result.outcome(),
				result.exception());
	}

	RunningExecution snapshot(TimeSource time, List<StackTraceElement> stack) {
		Start start = this.start;
		return new RunningExecution(this.id, this.firing.kind(), this.firing.scheduledTime(),
				(start != null) ? start.at() : null, (start != null) ? start.age(time) : Duration.ZERO, this.attempts,
				isStopRequested(), this.stuckSince, stack);
	}

	/** Whether the application is being stopped from this execution's own thread. */
	boolean isStopOrigin(Thread stopping) {
		Thread current = this.thread;
		return current != null && StopOrigin.is(current, stopping);
	}

	/** Where the thread is; never under the lock, since looking may take a while. */
	List<StackTraceElement> stack() {
		Thread current = this.thread;
		return (current != null) ? List.of(current.getStackTrace()) : List.of();
	}

	private boolean advance(StopStage next) {
		boolean moves = this.stopStage.leadsTo(next);
		if (moves) {
			this.stopStage = next;
		}
		return moves;
	}

	private record Start(Instant at, long nanos) {

		Duration age(TimeSource time) {
			return Duration.ofNanos(time.nanoTime() - this.nanos);
		}

		Duration lateness(Instant due) {
			return this.at.isBefore(due) ? Duration.ZERO : Duration.between(due, this.at);
		}

	}

}
