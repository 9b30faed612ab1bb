package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.workerlifecycle.thread.StopOrigin;
import io.workerlifecycle.time.TimeSource;

/**
 * An execution from the moment it takes its job's slot to the moment it leaves it. It is
 * interrupted only while it is on its thread, which others use before and after.
 */
final class ActiveExecution implements JobContext {

	private final ReentrantLock lock = new ReentrantLock();

	private final CompletableFuture<ExecutionResult> end = new CompletableFuture<>();

	private final String id;

	private final String jobName;

	private final TriggerKind triggerKind;

	private final Instant scheduledTime;

	/** Written under the lock; it only grows. */
	private volatile StopStage stopStage = StopStage.NONE;

	/** Written once, by the execution's thread. */
	private volatile @Nullable Start start;

	/** The thread to interrupt; written under the lock. */
	private volatile @Nullable Thread thread;

	ActiveExecution(String id, String jobName, TriggerKind triggerKind, Instant scheduledTime) {
		this.id = id;
		this.jobName = jobName;
		this.triggerKind = triggerKind;
		this.scheduledTime = scheduledTime;
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
		return this.scheduledTime;
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

	TriggerKind triggerKind() {
		return this.triggerKind;
	}

	String describe() {
		return "Job '" + this.jobName + "', execution " + this.id + ",";
	}

	boolean isInterruptedByStop() {
		return this.stopStage == StopStage.INTERRUPTED;
	}

	/** Completes when the execution has left its job's slot, with what came of it. */
	CompletableFuture<ExecutionResult> end() {
		return this.end;
	}

	void enterThread(TimeSource time) {
		this.start = new Start(time.now(), time.nanoTime());
		this.lock.lock();
		try {
			Thread current = Thread.currentThread();
			this.thread = current;
			if (isInterruptedByStop()) {
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

	void requestStop() {
		advance(StopStage.REQUESTED);
	}

	void interrupt() {
		this.lock.lock();
		try {
			advance(StopStage.INTERRUPTED);
			Thread current = this.thread;
			if (current != null) {
				current.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	JobExecution ended(ExecutionResult.Ran result, TimeSource time) {
		Start start = this.start;
		Assert.state(start != null, "An execution that has not started cannot end");
		return new JobExecution(this.id, this.triggerKind, this.scheduledTime, start.at(), start.age(time),
				result.outcome(), result.exception());
	}

	RunningExecution snapshot(TimeSource time, List<StackTraceElement> stack) {
		Start start = this.start;
		return new RunningExecution(this.id, this.triggerKind, this.scheduledTime, (start != null) ? start.at() : null,
				(start != null) ? start.age(time) : Duration.ZERO, isStopRequested(), stack);
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

	private void advance(StopStage stage) {
		this.lock.lock();
		try {
			if (stage.compareTo(this.stopStage) > 0) {
				this.stopStage = stage;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private enum StopStage {

		NONE, REQUESTED, INTERRUPTED

	}

	private record Start(Instant at, long nanos) {

		Duration age(TimeSource time) {
			return Duration.ofNanos(time.nanoTime() - this.nanos);
		}

	}

}
