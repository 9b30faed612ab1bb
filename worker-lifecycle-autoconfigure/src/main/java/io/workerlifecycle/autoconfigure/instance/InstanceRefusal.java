package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import io.workerlifecycle.instance.LockHolder;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.NestedExceptionUtils;

/**
 * What people read when a start is refused over one PID file.
 */
record InstanceRefusal(Path pidFile) {

	private static final String ANOTHER_PATH = "set " + InstanceProperties.PID_FILE + " to another path.";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	AnotherInstanceException heldBy(@Nullable LockHolder holder, Instant now) {
		String who = (holder != null) ? "pid " + holder.pid() + ", since " + since(holder.since(), now)
				: "its pid is not visible, as the PID file cannot be read";
		return new AnotherInstanceException("Another instance holds " + this.pidFile + " (" + who + ").",
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
				"Let user " + System.getProperty("user.name") + " write to its directory, or " + ANOTHER_PATH, cause);
	}

	FailureAnalyzedException otherPath(String name, Path path) {
		return new FailureAnalyzedException(
				InstanceProperties.PID_FILE + " names " + this.pidFile + ", but " + name + " names " + path
						+ ". There is one PID file for one process.",
				"Remove " + name + ", which is not needed, or set both to the same path.");
	}

	private static String since(Instant since, Instant now) {
		ZonedDateTime local = since.atZone(ZoneId.systemDefault());
		boolean today = local.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
		return local.format(today ? TIME : DATE_AND_TIME);
	}

}
