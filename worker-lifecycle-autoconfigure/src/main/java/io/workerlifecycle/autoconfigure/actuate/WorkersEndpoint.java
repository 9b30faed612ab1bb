package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.worker.WorkerSnapshot;
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
 * commands to one. The application's own listener containers are in the same view.
 */
@Endpoint(id = "workers", defaultAccess = Access.READ_ONLY)
final class WorkersEndpoint {

	private static final Actions<WorkerAction> ACTIONS = new Actions<>(WorkerAction.class);

	private final Workers workers;

	private final WorkerCommands commands;

	private final WorkerViews views;

	private final ListenerCommands listeners;

	WorkersEndpoint(Workers workers, WorkerCommands commands, WorkerViews views, ListenerCommands listeners) {
		this.workers = workers;
		this.commands = commands;
		this.views = views;
		this.listeners = listeners;
	}

	@ReadOperation
	WorkersView workers() {
		List<OperationResponseBody> all = new ArrayList<>(this.views.of(this.workers.list()));
		all.addAll(this.listeners.list());
		return new WorkersView(all);
	}

	@ReadOperation
	@Nullable OperationResponseBody worker(@Selector String name) {
		WorkerSnapshot worker = this.workers.find(name).orElse(null);
		return (worker != null) ? this.views.of(worker) : this.listeners.find(name);
	}

	/** The parameters are named for JMX, which would offer the security context too. */
	@WriteOperation
	@ManagedOperationParameter(name = "name", description = "The name of the worker")
	@ManagedOperationParameter(name = "action", description = "start, stop, restart, pause or resume")
	WebEndpointResponse<OperationResponseBody> command(@Selector String name, @Nullable String action,
			SecurityContext security) {
		WorkerAction known = ACTIONS.find(action);
		return (known != null) ? give(known, name, security.getPrincipal()).response() : ACTIONS.unknown(action);
	}

	/** What is neither is refused as a worker. */
	private CommandResult give(WorkerAction action, String name, @Nullable Principal principal) {
		CommandResult byListener = this.workers.find(name).isEmpty() ? this.listeners.give(action, name, principal)
				: null;
		return (byListener != null) ? byListener : this.commands.give(action, name, principal);
	}

	/**
	 * All workers as the endpoint shows them, and after them all listener containers.
	 */
	record WorkersView(List<OperationResponseBody> workers) implements OperationResponseBody {
	}

}
