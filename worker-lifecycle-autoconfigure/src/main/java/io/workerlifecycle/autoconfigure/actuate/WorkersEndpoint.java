package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;

/**
 * The endpoint {@code workers}: all workers, or one; and, where access is unrestricted,
 * commands to one.
 */
@Endpoint(id = "workers", defaultAccess = Access.READ_ONLY)
final class WorkersEndpoint {

	private static final Actions<WorkerAction> ACTIONS = new Actions<>(WorkerAction.class);

	private final Workers workers;

	private final WorkerCommands commands;

	private final WorkerViews views;

	WorkersEndpoint(Workers workers, WorkerCommands commands, WorkerViews views) {
		this.workers = workers;
		this.commands = commands;
		this.views = views;
	}

	@ReadOperation
	WorkersView workers() {
		return new WorkersView(this.views.of(this.workers.list()));
	}

	@ReadOperation
	@Nullable WorkerView worker(@Selector String name) {
		return this.workers.find(name).map(this.views::of).orElse(null);
	}

	/** The parameters are named for JMX, which would offer the security context too. */
	@WriteOperation
	@ManagedOperationParameter(name = "name", description = "The name of the worker")
	@ManagedOperationParameter(name = "action", description = "start, stop, restart, pause or resume")
	WebEndpointResponse<OperationResponseBody> command(@Selector String name, @Nullable String action,
			SecurityContext security) {
		WorkerAction known = ACTIONS.find(action);
		return (known != null) ? this.commands.give(known, name, security.getPrincipal()).response()
				: ACTIONS.unknown(action);
	}

	/**
	 * All workers as the endpoint shows them.
	 */
	record WorkersView(List<WorkerView> workers) implements OperationResponseBody {
	}

}
