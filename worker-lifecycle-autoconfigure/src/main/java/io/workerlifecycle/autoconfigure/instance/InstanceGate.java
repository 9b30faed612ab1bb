package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.workerlifecycle.instance.HolderLookup;
import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.instance.PidFile;
import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import io.workerlifecycle.time.SystemTimeSource;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;

/**
 * Lets a start pass with the lock taken and the PID written, or refuses it with the
 * exception that people read.
 */
record InstanceGate(InstanceLock lock, InstanceRefusal refusal) {

	/** The winner of a race needs a moment to write its PID. */
	private static final Duration HOLDER_LIMIT = Duration.ofSeconds(2);

	static InstanceGate at(Path pidFile) {
		InstanceLock lock = new InstanceLock(pidFile);
		return new InstanceGate(lock, new InstanceRefusal(lock.pidFile().path()));
	}

	LockHold pass(ApplicationEnvironmentPreparedEvent event) {
		Map.Entry<String, Path> other = BootPidNames.in(event.getEnvironment()).otherThan(this.lock.pidFile().path());
		if (other != null) {
			throw this.refusal.otherPath(other.getKey(), other.getValue());
		}
		LockOutcome outcome = this.lock.tryAcquire();
		if (outcome instanceof NotGuaranteed notGuaranteed) {
			throw this.refusal.notGuaranteed(notGuaranteed);
		}
		if (outcome instanceof Acquired acquired) {
			writePid(acquired.hold(), event);
			return acquired.hold();
		}
		throw heldByAnother();
	}

	/**
	 * A file that names this process already was written for an application beside this
	 * one, and keeps its time.
	 */
	private void writePid(LockHold hold, ApplicationEnvironmentPreparedEvent event) {
		PidFile pidFile = this.lock.pidFile();
		try {
			if (!pidFile.names(ProcessHandle.current().pid())) {
				pidFile.publish(new BootPidWriter(event));
			}
		}
		catch (IOException | IllegalStateException ex) {
			hold.close();
			throw this.refusal.notWritten(ex);
		}
	}

	private AnotherInstanceException heldByAnother() {
		try (SystemTimeSource time = new SystemTimeSource()) {
			HolderLookup lookup = new HolderLookup(this.lock.pidFile(), time);
			return this.refusal.heldBy(lookup.await(HOLDER_LIMIT), time.now());
		}
	}

}
