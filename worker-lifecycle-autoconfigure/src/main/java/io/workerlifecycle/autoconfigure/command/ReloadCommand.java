package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.autoconfigure.status.ProcessStatus;
import io.workerlifecycle.autoconfigure.status.StatusKey;
import io.workerlifecycle.reload.ReloadOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Lets the instance that runs read its configuration again, by the signal that it says it
 * takes for that, and waits for what comes of it. Any other signal would end it.
 */
record ReloadCommand(InstanceView instance, CommandOutput output) {

	static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Set<String> SIGNALS = Set.of("HUP", "USR1");

	private static final String WAY_OUT = "It may be starting, at a terminal, under nohup, or have "
			+ "worker-lifecycle.reload.signal=none. POST to /actuator/reload instead.";

	ControlEnd run() throws IOException {
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
		ProcessStatus status = this.instance.status();
		String signal = status.isOf(process.pid()) ? status.get(StatusKey.RELOAD_SIGNAL) : null;
		if (signal == null || !SIGNALS.contains(signal)) {
			return this.output
				.fail("The instance, pid " + process.pid() + ", takes no signal for a reload now. " + WAY_OUT);
		}
		String before = status.get(StatusKey.RELOAD_TIME);
		if (!process.signal(signal)) {
			return this.output.fail("SIG" + signal + " cannot be sent to pid " + process.pid()
					+ ". Give the command as the user of the instance.");
		}
		boolean told = new Await(this.instance.time()).until(LIMIT,
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
