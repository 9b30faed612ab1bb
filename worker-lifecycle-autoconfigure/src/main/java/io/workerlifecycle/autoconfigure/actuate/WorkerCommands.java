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

	private final WorkerAudit audit;

	WorkerCommands(Workers workers, WorkerAudit audit) {
		this.workers = workers;
		this.audit = audit;
	}

	CommandResult give(WorkerAction action, String name, @Nullable Principal principal) {
		String known = this.workers.find(name).map(WorkerSnapshot::name).orElse(name);
		CommandResult result = give(action, known);
		this.audit.tell(principal, action, known, result);
		return result;
	}

	private CommandResult give(WorkerAction action, String name) {
		try {
			action.ask(this.workers, name);
			return this.workers.find(name)
				.<CommandResult>map(CommandResult.Accepted::new)
				.orElseGet(() -> new CommandResult.NoSuchWorker("Worker '" + name + "' has just been removed"));
		}
		catch (NoSuchWorkerException ex) {
			return new CommandResult.NoSuchWorker(String.valueOf(ex.getMessage()));
		}
		catch (IllegalStateException ex) {
			return new CommandResult.Unfit(String.valueOf(ex.getMessage()));
		}
	}

}
