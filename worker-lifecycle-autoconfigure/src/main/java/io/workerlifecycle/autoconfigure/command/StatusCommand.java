package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;

import io.workerlifecycle.autoconfigure.command.Sighting.Absent;
import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.autoconfigure.status.StatusKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an instance runs, and what it says of itself. Changes nothing.
 */
record StatusCommand(InstanceView instance, CommandOutput output) {

	ControlEnd run() throws IOException {
		Sighting sighting = this.instance.look();
		if (sighting instanceof Running running) {
			this.output.say("Running");
			tell("pid", Long.toString(running.process().pid()));
			tell("since", (running.since() != null) ? running.since().toString() : null);
			tellStatus(running.process().pid());
			return ControlEnd.DONE;
		}
		if (sighting instanceof Hidden hidden) {
			this.output.say("Running, but " + hidden.reason());
			return ControlEnd.DONE;
		}
		return absent((Absent) sighting);
	}

	private ControlEnd absent(Absent absent) {
		if (absent.pidFileLeft()) {
			this.output.say("Dead: no instance runs, but one has left its PID file " + this.instance.pidFile());
			return ControlEnd.DEAD;
		}
		this.output.say("Not running");
		return ControlEnd.STOPPED;
	}

	private void tellStatus(long pid) {
		ProcessStatus status = this.instance.status();
		if (!status.isOf(pid)) {
			this.output.say("  it says nothing more of itself");
			return;
		}
		tell("state", status.get(StatusKey.STATE));
		tell("health", status.get(StatusKey.HEALTH));
		tell("workers", workers(status));
		tell("reload", reload(status));
		tell("log", status.get(StatusKey.LOG_FILE));
	}

	private static @Nullable String workers(ProcessStatus status) {
		String total = status.get(StatusKey.WORKERS_TOTAL);
		return (total != null) ? status.get(StatusKey.WORKERS_RUNNING) + " of " + total + " running" : null;
	}

	private static @Nullable String reload(ProcessStatus status) {
		String outcome = status.get(StatusKey.RELOAD_OUTCOME);
		String reason = status.get(StatusKey.RELOAD_REASON);
		return (outcome != null)
				? outcome + " at " + status.get(StatusKey.RELOAD_TIME) + ((reason != null) ? ": " + reason : "") : null;
	}

	private void tell(String name, @Nullable String value) {
		if (value != null) {
			this.output.say("  " + name + ": " + value);
		}
	}

}
