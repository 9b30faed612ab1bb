package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;

import io.workerlifecycle.time.TimeSource;
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

	private final TimeSource time;

	WorkerCommands(Workers workers, CommandAudit audit, TimeSource time) {
		this.workers = workers;
		this.audit = audit;
		this.time = time;
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
				.<CommandResult>map((worker) -> new CommandResult.Accepted(WorkerView.of(worker, this.time.now())))
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
