package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.function.Consumer;

import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a life that does not end in its time: it is interrupted, then left
 * behind. Used on the supervisor's thread only.
 */
final class StopEscalation {

	/** How long an interrupted life may take to end. */
	static final Duration GRACE = Duration.ofSeconds(1);

	private final SupervisorPorts ports;

	private final Consumer<WorkerLife> interrupting;

	private final Consumer<WorkerLife> abandoning;

	private @Nullable Timer timer;

	/** Whether the life still runs code that an interrupt is meant for. */
	private boolean interruptible;

	private boolean interrupted;

	StopEscalation(SupervisorPorts ports, Consumer<WorkerLife> interrupting, Consumer<WorkerLife> abandoning) {
		this.ports = ports;
		this.interrupting = interrupting;
		this.abandoning = abandoning;
	}

	void reset() {
		cancel();
		this.interruptible = true;
		this.interrupted = false;
	}

	void begin(WorkerLife life, Duration timeout) {
		if (this.timer == null) {
			this.timer = this.ports.after(timeout, () -> overdue(life));
		}
	}

	void noMoreInterrupts() {
		this.interruptible = false;
	}

	boolean hasInterrupted() {
		return this.interrupted;
	}

	void cancel() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	private void overdue(WorkerLife life) {
		if (this.interruptible) {
			this.interrupted = true;
			this.interrupting.accept(life);
			life.interrupt();
		}
		this.timer = this.ports.after(GRACE, () -> this.abandoning.accept(life));
	}

}
