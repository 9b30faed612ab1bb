package io.workerlifecycle.autoconfigure.actuate;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.workerlifecycle.reload.ChangedProperty;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The endpoint {@code reload}: how the latest reload ended; and, where access is
 * unrestricted, another one, whose end it waits for.
 */
@Endpoint(id = "reload", defaultAccess = Access.READ_ONLY)
final class ReloadEndpoint {

	private static final long MOST_SECONDS = 30;

	private final Reloads reloads;

	private final CommandAudit audit;

	ReloadEndpoint(Reloads reloads, CommandAudit audit) {
		this.reloads = reloads;
		this.audit = audit;
	}

	@ReadOperation
	ReloadView last() {
		return this.reloads.last().map(ReloadView::of).orElse(ReloadView.NONE);
	}

	@WriteOperation
	WebEndpointResponse<OperationResponseBody> reload(SecurityContext security) {
		CommandResult result = reload();
		this.audit.tell(security.getPrincipal(), Command.toReload(), result);
		return result.response();
	}

	private CommandResult reload() {
		CompletableFuture<ReloadResult> reload = this.reloads.request(ReloadCause.ENDPOINT).toCompletableFuture();
		try {
			return result(reload.get(MOST_SECONDS, TimeUnit.SECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return underWay();
		}
		catch (ExecutionException | TimeoutException ex) {
			return underWay();
		}
	}

	private static CommandResult result(ReloadResult result) {
		ReloadView view = ReloadView.of(result);
		if (result.outcome() == ReloadOutcome.REFUSED) {
			return new CommandResult.Ineffective(String.valueOf(result.reason()), view);
		}
		return new CommandResult.Accepted(view, Map.of("result", result.outcome().name().toLowerCase(Locale.ROOT),
				"changed", result.changes().stream().map(ChangedProperty::name).toList()));
	}

	private static CommandResult underWay() {
		return new CommandResult.UnderWay("The reload is not at its end yet. GET shows how it ended.");
	}

}
