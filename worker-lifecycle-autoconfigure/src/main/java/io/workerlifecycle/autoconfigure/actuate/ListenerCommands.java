package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.worker.DesiredState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands of people to listener containers. Each is audited, a refused one too. A
 * library may take long to start or to stop a container, which nobody waits for: each
 * container obeys on a thread of its own, one command after the other.
 */
final class ListenerCommands {

	private static final Log logger = LogFactory.getLog(ListenerCommands.class);

	private final ListenerContainers containers;

	private final CommandAudit audit;

	/** By the name of the container. */
	private final Map<String, SerialExecutor> threads = new ConcurrentHashMap<>();

	ListenerCommands(ListenerContainers containers, CommandAudit audit) {
		this.containers = containers;
		this.audit = audit;
	}

	List<ListenerView> list() {
		return this.containers.list().stream().map(ListenerView::of).toList();
	}

	@Nullable ListenerView find(String name) {
		ListenerSnapshot listener = this.containers.find(name);
		return (listener != null) ? ListenerView.of(listener) : null;
	}

	/**
	 * Gives a command.
	 * @return what became of it, or {@code null} if no container is called so
	 */
	@Nullable CommandResult give(WorkerAction action, String name, @Nullable Principal principal) {
		ListenerSnapshot listener = this.containers.find(name);
		if (listener == null) {
			return null;
		}
		CommandResult result = give(action, listener);
		this.audit.tell(principal, Command.toListener(listener.name(), action), result);
		return result;
	}

	private CommandResult give(WorkerAction action, ListenerSnapshot listener) {
		ListenerContainer container = listener.container();
		if (!container.actions().contains(action)) {
			return new CommandResult.Unsupported(container.kind(), action.toString(),
					container.actions().stream().map(WorkerAction::toString).toList());
		}
		return switch (action) {
			case START -> accept(listener, DesiredState.RUNNING, () -> start(container));
			case STOP -> accept(listener, DesiredState.STOPPED,
					() -> container.lifecycle().stop(() -> this.containers.ended(container)));
			case RESTART -> accept(listener, DesiredState.RUNNING,
					() -> container.lifecycle().stop(() -> execute(listener, () -> startAgain(container))));
			case PAUSE, RESUME -> hold(listener, action);
		};
	}

	private CommandResult accept(ListenerSnapshot listener, DesiredState desired, Runnable effect) {
		this.containers.tell(listener.container(), desired);
		CommandResult result = accepted(listener);
		execute(listener, effect);
		return result;
	}

	private CommandResult accepted(ListenerSnapshot listener) {
		return new CommandResult.Accepted(ListenerView.of(this.containers.look(listener.name(), listener.container())));
	}

	private void execute(ListenerSnapshot listener, Runnable effect) {
		this.threads.computeIfAbsent(listener.name(), (name) -> new SerialExecutor("listener-" + name))
			.execute(() -> obey(listener, effect));
	}

	private void obey(ListenerSnapshot listener, Runnable effect) {
		try {
			effect.run();
		}
		catch (RuntimeException ex) {
			logger.error("Listener container '" + listener.name() + "' could not do what it was told", ex);
			this.containers.ended(listener.container());
		}
	}

	private void start(ListenerContainer container) {
		container.lifecycle().start();
		this.containers.ended(container);
	}

	/** Somebody may have stopped it in between, for good. */
	private void startAgain(ListenerContainer container) {
		if (this.containers.mayRun(container)) {
			start(container);
		}
	}

	private CommandResult hold(ListenerSnapshot listener, WorkerAction action) {
		ListenerContainer.Pausing pausing = listener.container().pausing();
		if (pausing != null && action == WorkerAction.PAUSE) {
			pausing.pause();
		}
		else if (pausing != null) {
			pausing.resume();
		}
		return accepted(listener);
	}

}
