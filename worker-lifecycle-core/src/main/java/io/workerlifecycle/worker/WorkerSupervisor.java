package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Supervises the workers of one application. All state of all workers changes on one
 * thread; commands and what lives report reach it as messages, in order. It runs no code
 * of users, and it does not log: the log and observers are told on a second thread, the
 * listeners of the application on a third, each in order.
 *
 * @since 0.1.0
 */
public final class WorkerSupervisor implements Workers, AutoCloseable {

	/** Guarded by itself; never locked while strangers are called. */
	private final Map<RelaxedName, SupervisedWorker> workers = new LinkedHashMap<>();

	private final SupervisorPorts ports;

	private final WorkerObserver observer;

	private final WorkerHost host;

	/**
	 * Creates a supervisor without workers.
	 * @param resources what it shares with the rest of its application
	 * @param audience who hears of workers
	 * @param host where workers live
	 */
	public WorkerSupervisor(SupervisorResources resources, WorkerAudience audience, WorkerHost host) {
		Executor events = new SerialExecutor("worker-lifecycle-events");
		this.ports = new SupervisorPorts(resources.time(), new SerialExecutor("worker-lifecycle-supervisor"),
				new SerialExecutor("worker-lifecycle-notices"), events, resources.threads(), resources.keepAlive());
		List<WorkerObserver> all = new ArrayList<>(
				List.of(new WorkerLog(), new WorkerEvents(audience.publisher(), events)));
		all.addAll(audience.observers());
		this.observer = new WorkerObservers(List.copyOf(all));
		this.host = host;
	}

	/**
	 * Takes workers under supervision. They do not start before their life cycles do.
	 * @param definitions the workers
	 * @throws InvalidWorkerException if a name is taken or cannot be a name, or if they
	 * cannot start one after the other as they should
	 */
	public void register(Collection<WorkerDefinition> definitions) {
		StartSequence.of(definitions).forEach(this::register);
	}

	/**
	 * Takes a worker under supervision. It does not start before its life cycle does.
	 * @param definition the worker
	 * @return its life cycle, for the application context
	 * @throws InvalidWorkerException if its name is taken or cannot be a name
	 */
	public WorkerLifecycle register(WorkerDefinition definition) {
		if (!RelaxedName.isLegal(definition.name())) {
			throw InvalidWorkerException.name(definition.name(), definition.worker());
		}
		SupervisedWorker worker = new SupervisedWorker(definition, this.ports, this.observer);
		add(definition, worker);
		this.observer.registered(worker.snapshot(), this);
		if (!definition.settings().enabled()) {
			CompletableFuture.runAsync(worker::disable, this.ports.mailbox()).join();
		}
		WorkerLifecycle lifecycle = new WorkerLifecycle(definition, worker, this.ports.mailbox());
		this.host.registered(definition, lifecycle);
		return lifecycle;
	}

	@Override
	public List<WorkerSnapshot> list() {
		return all().stream().map(SupervisedWorker::snapshot).toList();
	}

	@Override
	public Optional<WorkerSnapshot> find(String name) {
		return Optional.ofNullable(get(name)).map(SupervisedWorker::snapshot);
	}

	@Override
	public void start(String name) {
		command(enabled(name), SupervisedWorker::start);
	}

	@Override
	public void stop(String name) {
		command(require(name), (worker) -> worker.stop(() -> {
		}));
	}

	@Override
	public void restart(String name) {
		command(enabled(name), SupervisedWorker::restart);
	}

	@Override
	public void pause(String name) {
		command(require(name), (worker) -> worker.pause(true));
	}

	@Override
	public void resume(String name) {
		command(require(name), (worker) -> worker.pause(false));
	}

	@Override
	public void add(String name, Worker worker) {
		register(new WorkerDefinition(name, worker, this.host.settings(name, worker)));
	}

	@Override
	public void remove(String name) {
		require(name);
	}

	/**
	 * A start of the application begins, before any worker is told to start.
	 */
	public void applicationStarts() {
	}

	/**
	 * The application begins to stop: whatever is not alive now will not begin any more.
	 */
	public void applicationCloses() {
		all().forEach((worker) -> this.ports.mailbox().execute(worker::applicationCloses));
	}

	/**
	 * Asks every life that is left to end, without waiting. The application context has
	 * stopped them before.
	 */
	@Override
	public void close() {
		Thread stopping = Thread.currentThread();
		all().forEach((worker) -> this.ports.mailbox().execute(() -> worker.applicationStops(() -> {
		}, stopping)));
	}

	private void add(WorkerDefinition definition, SupervisedWorker worker) {
		synchronized (this.workers) {
			SupervisedWorker other = this.workers.putIfAbsent(RelaxedName.of(definition.name()), worker);
			if (other != null) {
				throw InvalidWorkerException.duplicate(definition, other.definition());
			}
		}
	}

	private void command(SupervisedWorker worker, Consumer<SupervisedWorker> command) {
		this.ports.mailbox().execute(() -> command.accept(worker));
	}

	private SupervisedWorker enabled(String name) {
		SupervisedWorker worker = require(name);
		if (!worker.definition().settings().enabled()) {
			throw new IllegalStateException("Worker '" + worker.definition().name()
					+ "' is disabled. Set worker-lifecycle.workers." + worker.definition().name() + ".enabled=true");
		}
		return worker;
	}

	private SupervisedWorker require(String name) {
		SupervisedWorker worker = get(name);
		if (worker == null) {
			throw new NoSuchWorkerException(name, all().stream().map((each) -> each.definition().name()).toList());
		}
		return worker;
	}

	private @Nullable SupervisedWorker get(String name) {
		synchronized (this.workers) {
			return this.workers.get(RelaxedName.of(name));
		}
	}

	private List<SupervisedWorker> all() {
		synchronized (this.workers) {
			return List.copyOf(this.workers.values());
		}
	}

}
