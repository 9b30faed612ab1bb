package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.reload.ChangedProperty;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A reload as the endpoint shows it, {@code null}s included. Before the first one there
 * are nothing but those.
 *
 * @param outcome what came of it
 * @param cause who asked for it
 * @param time when it ended
 * @param took how long it took
 * @param changes what differs from the configuration before, secrets masked
 * @param reason why it was refused
 */
@JsonInclude
record ReloadView(@Nullable ReloadOutcome outcome, @Nullable ReloadCause cause, @Nullable Instant time,
		@Nullable Duration took, List<ChangedProperty> changes,
		@Nullable String reason) implements OperationResponseBody {

	static final ReloadView NONE = new ReloadView(null, null, null, null, List.of(), null);

	static ReloadView of(ReloadResult result) {
		return new ReloadView(result.outcome(), result.cause(), result.time(), result.took(), result.changes(),
				result.reason());
	}

}
