package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.workerlifecycle.instance.HolderLookup;
import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.instance.Standby;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import io.workerlifecycle.time.TimeSource;

import org.springframework.core.env.Environment;

/**
 * Lets a start pass with the lock taken, or refuses it with the exception that people
 * read.
 */
record InstanceGate(InstanceLock lock, Patience patience, TimeSource time) {

	/** Who asks from outside whether an instance runs has the lock for some 100 µs. */
	private static final Duration PROBE_LIMIT = Duration.ofMillis(50);

	/** The winner of a race needs a moment to write its PID. */
	private static final Duration HOLDER_LIMIT = Duration.ofSeconds(2);

	InstanceHold pass(Environment environment, WaitNotice notice) {
		Map.Entry<String, Path> other = BootPidNames.in(environment).otherThan(this.lock.pidFile().path());
		if (other != null) {
			throw refusal().otherPath(other.getKey(), other.getValue());
		}
		LockOutcome outcome = switch (this.patience.onConflict()) {
			case FAIL -> new Standby(this.lock, this.time).await(PROBE_LIMIT, (holder) -> {
			});
			case WAIT -> await(notice);
		};
		if (outcome instanceof NotGuaranteed notGuaranteed) {
			throw refusal().notGuaranteed(notGuaranteed);
		}
		if (outcome instanceof Acquired acquired) {
			return new InstanceHold(acquired.hold(), this.lock.pidFile());
		}
		throw refusal().heldBy(new HolderLookup(this.lock, this.time).await(HOLDER_LIMIT), this.time.now());
	}

	InstanceRefusal refusal() {
		return new InstanceRefusal(this.lock.pidFile().path());
	}

	private LockOutcome await(WaitNotice notice) {
		return new Standby(this.lock, this.time).await(this.patience.limit(),
				(holder) -> notice.begin(holder, this.patience.limit()));
	}

}
