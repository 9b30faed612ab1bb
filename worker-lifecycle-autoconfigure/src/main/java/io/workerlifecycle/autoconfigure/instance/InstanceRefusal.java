package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;

import io.workerlifecycle.instance.HolderSighting;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.NestedExceptionUtils;

/**
 * What people read when a start is refused over one PID file.
 */
record InstanceRefusal(Path pidFile) {

	private static final String ANOTHER_PATH = "set " + InstanceProperties.PID_FILE + " to another path.";

	AnotherInstanceException heldBy(HolderSighting holder, Instant now) {
		return new AnotherInstanceException(
				"Another instance holds " + this.pidFile + new HolderText(now).of(holder) + ".",
				"Stop it, or " + ANOTHER_PATH);
	}

	FailureAnalyzedException notGuaranteed(NotGuaranteed outcome) {
		return new FailureAnalyzedException("It cannot be guaranteed that one instance runs. " + outcome.fact(),
				outcome.wayOut() + ", or " + ANOTHER_PATH);
	}

	FailureAnalyzedException notWritten(Exception cause) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		String reason = (root instanceof AccessDeniedException) ? "permission denied" : root.getMessage();
		return new FailureAnalyzedException("The PID file " + this.pidFile + " cannot be written: " + reason + ".",
				"Make sure that there is room and that user " + System.getProperty("user.name")
						+ " may write to its directory, or " + ANOTHER_PATH,
				cause);
	}

	FailureAnalyzedException otherPath(String name, Path path) {
		return new FailureAnalyzedException(
				InstanceProperties.PID_FILE + " names " + this.pidFile + ", but " + name + " names " + path
						+ ". There is one PID file for one process.",
				"Remove " + name + ", which is not needed, or set both to the same path.");
	}

}
