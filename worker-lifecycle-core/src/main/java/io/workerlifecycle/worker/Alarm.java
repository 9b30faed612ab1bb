package io.workerlifecycle.worker;

import java.time.Duration;

import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * At most one timer at a time; setting it anew cancels the one before. Used on the
 * supervisor's thread only.
 */
final class Alarm {

	private final SupervisorPorts ports;

	private @Nullable Timer timer;

	Alarm(SupervisorPorts ports) {
		this.ports = ports;
	}

	void set(Duration delay, Runnable step) {
		cancel();
		this.timer = this.ports.after(delay, () -> {
			this.timer = null;
			step.run();
		});
	}

	boolean isSet() {
		return this.timer != null;
	}

	void cancel() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}
