package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;

import io.workerlifecycle.worker.NoSuchWorkerException;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands of people to workers. Each is audited, a refused one too.
 */
final class WorkerCommands {

	private final Workers workers;

	private final CommandAudit audit;

	private final WorkerViews views;

	WorkerCommands(Workers workers, CommandAudit audit, WorkerViews views) {
		this.workers = workers;
		this.audit = audit;
		this.views = views;
	}

	CommandResult give(WorkerAction action, String name, @Nullable Principal principal) {
		String known = this.workers.find(name).map(WorkerSnapshot::name).orElse(name);
		CommandResult result = give(action, known);
		this.audit.tell(principal, Command.toWorker(known, action), result);
		return result;
	}

	private CommandResult give(WorkerAction action, String name) {
		try {
			action.ask(this.workers, name);
			return this.workers.find(name)
				.<CommandResult>map((worker) -> new CommandResult.Accepted(this.views.of(worker)))
				.orElseGet(() -> new CommandResult.NoSuchName("Worker '" + name + "' has just been removed"));
		}
		catch (NoSuchWorkerException ex) {
			return new CommandResult.NoSuchName(String.valueOf(ex.getMessage()));
		}
		catch (IllegalStateException ex) {
			return new CommandResult.Unfit(String.valueOf(ex.getMessage()));
		}
	}

}
