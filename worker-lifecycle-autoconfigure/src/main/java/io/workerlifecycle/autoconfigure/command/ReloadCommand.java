package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.autoconfigure.status.StatusKey;
import io.workerlifecycle.reload.ReloadOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Lets the instance that runs read its configuration again, by its signal, and waits for
 * what comes of it.
 *
 * @param signal the name of the signal, in upper case and without SIG
 */
record ReloadCommand(InstanceView instance, String signal, CommandOutput output) {

	static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String NO_SIGNAL = "NONE";

	ControlEnd run() throws IOException {
		if (this.signal.equals(NO_SIGNAL)) {
			return this.output
				.fail("worker-lifecycle.reload.signal is none, so that no signal makes the instance reload. "
						+ "Set it to HUP or USR1 and restart, or POST to /actuator/reload.");
		}
		Sighting sighting = this.instance.look();
		if (sighting instanceof Running running) {
			return reload(running.process());
		}
		if (sighting instanceof Hidden hidden) {
			return this.output.fail("An instance runs, but " + hidden.reason() + ". Nothing was done.");
		}
		this.output.fail("Not running");
		return ControlEnd.NOT_RUNNING;
	}

	private ControlEnd reload(HolderProcess process) throws IOException {
		String before = this.instance.status().get(StatusKey.RELOAD_TIME);
		if (!process.signal(this.signal)) {
			return this.output.fail("SIG" + this.signal + " cannot be sent to pid " + process.pid()
					+ ". Give the command as the user of the instance.");
		}
		boolean told = new Patience(this.instance.time()).until(LIMIT,
				() -> process.hasEnded() || hasReloaded(process, before));
		if (process.hasEnded()) {
			return this.output.fail("The instance, pid " + process.pid() + ", ended meanwhile.");
		}
		return told ? tell(this.instance.status()) : this.output.fail("The instance, pid " + process.pid()
				+ ", tells no result within " + LIMIT.toSeconds() + " s. Its log says more.");
	}

	private boolean hasReloaded(HolderProcess process, @Nullable String before) {
		ProcessStatus now = this.instance.status();
		return now.isOf(process.pid()) && !Objects.equals(now.get(StatusKey.RELOAD_TIME), before);
	}

	private ControlEnd tell(ProcessStatus status) {
		String outcome = status.get(StatusKey.RELOAD_OUTCOME);
		if (ReloadOutcome.REFUSED.name().equals(outcome)) {
			return this.output
				.fail("Reload REFUSED, the old configuration holds: " + status.get(StatusKey.RELOAD_REASON));
		}
		this.output.say("Reload " + outcome);
		return ControlEnd.DONE;
	}

}
