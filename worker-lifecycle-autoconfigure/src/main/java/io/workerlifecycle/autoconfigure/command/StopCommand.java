package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.time.Duration;

import io.workerlifecycle.autoconfigure.command.Sighting.Absent;
import io.workerlifecycle.autoconfigure.command.Sighting.Hidden;
import io.workerlifecycle.autoconfigure.command.Sighting.Running;
import io.workerlifecycle.lock.LockOutcome;

/**
 * Ends the instance that runs: asks it, and when its time is over forces it. With its end
 * the lock is free, unless another instance that stood by has it.
 *
 * @param limit how long the instance may take when it is asked
 */
record StopCommand(InstanceView instance, Duration limit, CommandOutput output) {

	/** A second SIGTERM ends the process without any clean-up. */
	private static final Duration SECOND_LIMIT = Duration.ofSeconds(2);

	private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

	/** The first thread of a process may be gone while others still have its files. */
	private static final Duration LOCK_LIMIT = Duration.ofSeconds(2);

	ControlEnd run() throws IOException {
		Sighting sighting = this.instance.look();
		if (sighting instanceof Absent absent) {
			tidy(absent.pidFileLeft());
			this.output.say("Not running");
			return ControlEnd.DONE;
		}
		if (sighting instanceof Hidden hidden) {
			return this.output.fail("An instance runs, but " + hidden.reason() + ". Nothing was done.");
		}
		return stop(((Running) sighting).process());
	}

	private ControlEnd stop(HolderProcess process) throws IOException {
		if (!process.handle().supportsNormalTermination()) {
			return this.output.fail("This system has no SIGTERM, so that the instance cannot be asked to stop.");
		}
		if (!process.terminate() && !hasStopped(process)) {
			return this.output.fail("SIGTERM cannot be sent to pid " + process.pid()
					+ ". Give the command as the user of the instance.");
		}
		if (awaitStop(process, this.limit)) {
			return stopped("Stopped, pid " + process.pid());
		}
		return force(process);
	}

	private ControlEnd force(HolderProcess process) throws IOException {
		this.output.say("pid " + process.pid() + " has not stopped within " + this.limit.toSeconds()
				+ " s of SIGTERM; sending " + "a second SIGTERM, which ends it without clean-up");
		process.terminate();
		if (awaitStop(process, SECOND_LIMIT)) {
			return forced(process, "a second SIGTERM");
		}
		this.output.say("pid " + process.pid() + " goes on; sending SIGKILL");
		process.kill();
		if (awaitStop(process, KILL_LIMIT)) {
			return forced(process, "SIGKILL");
		}
		return this.output.fail("pid " + process.pid() + " is still there after SIGKILL: the kernel holds it, "
				+ "perhaps over a disk or a network file system that does not answer.");
	}

	private ControlEnd forced(HolderProcess process, String means) throws IOException {
		tidy(awaitLock());
		return stopped("Stopped by " + means + ", pid " + process.pid());
	}

	private ControlEnd stopped(String how) throws IOException {
		this.output.say(how + (awaitLock() ? "" : "; another instance has the lock now"));
		return ControlEnd.DONE;
	}

	/** False if another instance has taken it. */
	private boolean awaitLock() throws IOException {
		return new Await(this.instance.time()).until(LOCK_LIMIT, () -> !this.instance.isLockHeld());
	}

	private boolean awaitStop(HolderProcess process, Duration atMost) throws IOException {
		return new Await(this.instance.time()).until(atMost, () -> hasStopped(process));
	}

	/**
	 * The end of a process gives back the lock. The other way round, one may hang after
	 * it has given the lock back.
	 */
	private static boolean hasStopped(HolderProcess process) {
		return process.hasEnded();
	}

	/**
	 * Removes what an ended instance has left, as the next one would: by holding the lock
	 * for a moment.
	 */
	private void tidy(boolean left) {
		if (left) {
			LockOutcome outcome = this.instance.lock().tryAcquire();
			if (outcome instanceof LockOutcome.Acquired acquired) {
				acquired.hold().close();
			}
		}
	}

}
