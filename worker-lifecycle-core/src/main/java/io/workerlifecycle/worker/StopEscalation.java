package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What happens to a life that does not end in its time: it is interrupted, then left
 * behind. The time is what the worker has, and never more than the application has left.
 * Used on the supervisor's thread only.
 */
final class StopEscalation {

	/** How long an interrupted life may take to end. */
	static final Duration GRACE = Duration.ofSeconds(1);

	private final SupervisorPorts ports;

	private final Consumer<WorkerLife> interrupting;

	private final Consumer<WorkerLife> abandoning;

	private final Alarm alarm;

	/** When the alarm is due; means something only while it is set. */
	private long dueNanos;

	/** Whether the life still runs code that an interrupt is meant for. */
	private boolean interruptible;

	private boolean interrupted;

	StopEscalation(SupervisorPorts ports, Consumer<WorkerLife> interrupting, Consumer<WorkerLife> abandoning) {
		this.ports = ports;
		this.interrupting = interrupting;
		this.abandoning = abandoning;
		this.alarm = new Alarm(ports);
	}

	void reset() {
		cancel();
		this.interruptible = true;
		this.interrupted = false;
	}

	/**
	 * Gives a life its time to end. If it has begun to end before, the earlier limit
	 * counts.
	 * @param life the life
	 * @param timeout how long it may take before it is interrupted
	 */
	void begin(WorkerLife life, Duration timeout) {
		Duration left = this.ports.resources().shutdown().clip(timeout.plus(GRACE));
		Duration grace = (left.compareTo(GRACE) < 0) ? left : GRACE;
		if (this.interrupted) {
			set(left, () -> this.abandoning.accept(life));
		}
		else {
			set(left.minus(grace), () -> overdue(life, grace));
		}
	}

	/** Interrupts a life without waiting, and gives it its time to end after that. */
	void interrupt(WorkerLife life, Duration timeout) {
		this.interrupted = true;
		life.interrupt();
		begin(life, timeout);
	}

	void noMoreInterrupts() {
		this.interruptible = false;
	}

	boolean hasInterrupted() {
		return this.interrupted;
	}

	void cancel() {
		this.alarm.cancel();
	}

	private void overdue(WorkerLife life, Duration grace) {
		if (this.interruptible) {
			this.interrupted = true;
			this.interrupting.accept(life);
			life.interrupt();
		}
		set(grace, () -> this.abandoning.accept(life));
	}

	private void set(Duration delay, Runnable step) {
		long due = this.ports.time().nanoTime() + delay.toNanos();
		if (!this.alarm.isSet() || due < this.dueNanos) {
			this.dueNanos = due;
			this.alarm.set(delay, step);
		}
	}

}
