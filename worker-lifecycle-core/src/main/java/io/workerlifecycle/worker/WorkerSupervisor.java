package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

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

	/**
	 * Creates a supervisor without workers.
	 * @param time where time comes from
	 * @param threads makes the thread of each life; daemon threads or virtual ones
	 * @param keepAlive keeps the process alive while a worker is active
	 * @param publisher where events go
	 * @param observers who else is told
	 */
	public WorkerSupervisor(TimeSource time, ThreadFactory threads, KeepAlive keepAlive,
			ApplicationEventPublisher publisher, List<WorkerObserver> observers) {
		Executor events = new SerialExecutor("worker-lifecycle-events");
		this.ports = new SupervisorPorts(time, new SerialExecutor("worker-lifecycle-supervisor"),
				new SerialExecutor("worker-lifecycle-notices"), events, threads, keepAlive);
		List<WorkerObserver> all = new ArrayList<>(List.of(new WorkerLog(), new WorkerEvents(publisher, events)));
		all.addAll(observers);
		this.observer = new WorkerObservers(List.copyOf(all));
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
		return new WorkerLifecycle(definition, worker, this.ports.mailbox());
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
