package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.thread.SerialExecutor;

/**
 * Supervises the workers of one application. All state of all workers changes on one
 * thread; commands and what lives report reach it as messages, in order. It runs no code
 * of users, and it does not log: the log and observers are told on a second thread, the
 * listeners of the application on a third, each in order.
 *
 * @since 0.1.0
 */
public final class WorkerSupervisor implements Workers, AutoCloseable {

	private final Workforce workforce;

	private final SupervisorPorts ports;

	private final WorkerObserver observer;

	private final WorkerHost host;

	private final AtomicInteger reconfigurations = new AtomicInteger();

	/** Written on the supervisor's thread. */
	private volatile Stage stage = Stage.STOPPED;

	/**
	 * Creates a supervisor without workers.
	 * @param resources what it shares with the rest of its application
	 * @param audience who hears of workers
	 * @param host where workers live
	 */
	public WorkerSupervisor(SupervisorResources resources, WorkerAudience audience, WorkerHost host) {
		this(new SupervisorPorts(resources, audience.interceptors(),
				SerialExecutor.staying("worker-lifecycle-supervisor"), new SerialExecutor("worker-lifecycle-notices"),
				new SerialExecutor("worker-lifecycle-events")), audience, host);
	}

	WorkerSupervisor(SupervisorPorts ports, WorkerAudience audience, WorkerHost host) {
		LogContext logContext = ports.resources().logContext();
		List<WorkerObserver> all = new ArrayList<>(List.of(new WorkerLog(), new WorkerConditionLog(),
				new WorkerEvents(audience.publisher(), ports.events(), logContext)));
		all.addAll(audience.observers());
		this.ports = ports;
		this.observer = new WorkerObservers(List.copyOf(all), logContext);
		this.host = host;
		this.workforce = new Workforce(new WorkerRemoval(host, ports));
	}

	/**
	 * Takes workers under supervision. They do not start before their life cycles do.
	 * @param definitions the workers
	 * @throws InvalidWorkerException if a name is taken or cannot be a name, or if they
	 * cannot start one after the other as they should
	 */
	public void register(Collection<WorkerDefinition> definitions) {
		List<SupervisedWorker> workers = StartSequence.of(definitions).stream().map(this::supervise).toList();
		this.workforce.add(workers);
		workers.forEach(this::introduce);
	}

	/**
	 * Takes a worker under supervision. It does not start before its life cycle does.
	 * @param definition the worker
	 * @return its life cycle, for the application context
	 * @throws InvalidWorkerException if its name is taken or cannot be a name, or if one
	 * that it starts after is not there
	 */
	public WorkerLifecycle register(WorkerDefinition definition) {
		SupervisedWorker worker = supervise(definition);
		this.workforce.add(List.of(worker));
		return introduce(worker);
	}

	private SupervisedWorker supervise(WorkerDefinition definition) {
		if (!RelaxedName.isLegal(definition.name())) {
			throw InvalidWorkerException.name(definition.name(), definition.worker());
		}
		return new SupervisedWorker(definition, this.ports, this.observer, this.workforce);
	}

	/** Nobody starts a worker before it has its place among the life cycles. */
	private WorkerLifecycle introduce(SupervisedWorker worker) {
		this.observer.registered(worker.snapshot(), this);
		WorkerLifecycle lifecycle = new WorkerLifecycle(worker.definition(), worker, this.ports.mailbox());
		try {
			this.host.registered(worker.definition(), lifecycle);
		}
		catch (RuntimeException ex) {
			command(worker, SupervisedWorker::place);
			withdraw(worker);
			throw ex;
		}
		command(worker, this::admit);
		return lifecycle;
	}

	/** Takes back what could not be added in full. */
	private void withdraw(SupervisedWorker added) {
		if (this.workforce.retire(added).isEmpty()) {
			command(added, SupervisedWorker::remove);
		}
	}

	private void admit(SupervisedWorker registered) {
		registered.place();
		if (this.stage != Stage.CLOSING) {
			registered.admit();
		}
		registered.disable();
	}

	@Override
	public List<WorkerSnapshot> list() {
		return this.workforce.all().stream().map(SupervisedWorker::snapshot).toList();
	}

	@Override
	public Optional<WorkerSnapshot> find(String name) {
		return Optional.ofNullable(this.workforce.get(name)).map(SupervisedWorker::snapshot);
	}

	@Override
	public void start(String name) {
		command(startable(name), SupervisedWorker::start);
	}

	@Override
	public void stop(String name) {
		command(require(name), SupervisedWorker::stop);
	}

	@Override
	public void restart(String name) {
		command(startable(name), SupervisedWorker::restart);
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
		if (!RelaxedName.isLegal(name)) {
			throw InvalidWorkerException.name(name, worker);
		}
		if (this.stage == Stage.CLOSING) {
			throw new IllegalStateException("Worker '" + name + "' is not added, since the application is closing");
		}
		int reconfigured = this.reconfigurations.get();
		WorkerDefinition definition = this.host.define(name, worker);
		List<WorkerDefinition> all = new ArrayList<>(
				this.workforce.all().stream().map(SupervisedWorker::definition).toList());
		all.add(definition);
		StartSequence.of(all);
		SupervisedWorker added = supervise(definition);
		this.workforce.add(List.of(added));
		introduce(added);
		keepUp(added, reconfigured);
		command(added, this::catchUp);
	}

	/** A reconfiguration may not have seen a worker that was about to be added. */
	private void keepUp(SupervisedWorker added, int since) {
		try {
			for (int seen = since; seen != this.reconfigurations.get();) {
				seen = this.reconfigurations.get();
				apply(Reconfiguration.of(List.of(added), Map.of(), this.host));
			}
		}
		catch (RuntimeException ex) {
			withdraw(added);
			throw ex;
		}
	}

	/**
	 * Works out how each worker is to be run by other properties, and changes nothing.
	 * @param resolver decides how each is run
	 * @return how, by the names of the workers
	 * @throws InvalidWorkerException if a worker cannot be run so, or if they could not
	 * start one after the other as they should
	 */
	public Map<String, WorkerSettings> resolve(WorkerSettingsResolver resolver) {
		List<WorkerDefinition> next = members().stream().map((each) -> each.definition().resolvedBy(resolver)).toList();
		StartSequence.of(next);
		Map<String, WorkerSettings> settings = new LinkedHashMap<>();
		next.forEach((each) -> settings.put(each.name(), each.settings()));
		return settings;
	}

	/**
	 * Runs all workers in another way from now on, as a whole. What is under way keeps
	 * the time it has, and one whose settings are the same is not disturbed; one that is
	 * disabled now is stopped, and one that is enabled now starts. What holds for a start
	 * of the application, order and auto-startup, stays as it is.
	 * @param settings how they are run, by their names; who is not named has been added
	 * meanwhile, and is run as its host says
	 * @throws InvalidWorkerException if one that was added meanwhile cannot be run; then
	 * nothing has changed
	 */
	public void reconfigure(Map<String, WorkerSettings> settings) {
		// Who is added from here on sees that it has to ask again.
		this.reconfigurations.incrementAndGet();
		apply(Reconfiguration.of(members(), settings, this.host));
	}

	private void apply(Reconfiguration reconfiguration) {
		this.host.reconfigured(reconfiguration.definitions());
		tell(() -> reconfiguration.next().forEach(this::reconfigure));
	}

	private void reconfigure(SupervisedWorker worker, WorkerSettings configured) {
		WorkerSettings before = worker.settings();
		WorkerSettings next = configured.forTheStartOf(before);
		if (next.equals(before)) {
			return;
		}
		worker.reconfigure(next);
		if (before.enabled() && !next.enabled()) {
			worker.disable();
		}
		else if (!before.enabled() && next.enabled() && this.stage == Stage.STARTED) {
			worker.enable();
		}
	}

	private List<SupervisedWorker> members() {
		return this.workforce.all().stream().filter((each) -> !each.isRemoved()).toList();
	}

	/** What the application has done before a worker was added counts for it, too. */
	private void catchUp(SupervisedWorker added) {
		if (this.stage == Stage.CLOSING) {
			added.applicationCloses();
		}
		else if (this.stage == Stage.STARTED) {
			added.applicationStarts();
		}
	}

	@Override
	public void remove(String name) {
		SupervisedWorker worker = require(name);
		List<String> dependents = this.workforce.retire(worker)
			.stream()
			.map((each) -> each.definition().name())
			.toList();
		if (!dependents.isEmpty()) {
			throw new IllegalStateException("Worker '" + worker.definition().name()
					+ "' cannot be removed, since others start after it: " + String.join(", ", dependents));
		}
		command(worker, SupervisedWorker::remove);
	}

	/**
	 * A start of the application begins, before any worker is told to start.
	 */
	public void applicationStarts() {
		tell(() -> {
			this.stage = Stage.STARTED;
			this.workforce.applicationStarts();
		});
	}

	/**
	 * A stop of the application is over, after every worker was told to stop.
	 */
	public void applicationStopped() {
		tell(() -> this.stage = (this.stage == Stage.CLOSING) ? Stage.CLOSING : Stage.STOPPED);
	}

	/**
	 * The application begins to close: whatever is not alive now will not begin any more.
	 */
	public void applicationCloses() {
		this.ports.mailbox().execute(() -> {
			this.stage = Stage.CLOSING;
			this.workforce.all().forEach(SupervisedWorker::applicationCloses);
		});
	}

	/**
	 * Asks every life that is left to end, without waiting. The application context has
	 * stopped them before.
	 */
	@Override
	public void close() {
		Thread stopping = Thread.currentThread();
		applicationCloses();
		this.ports.mailbox().execute(() -> this.workforce.all().forEach((worker) -> worker.applicationStops(() -> {
		}, stopping)));
	}

	private void command(SupervisedWorker worker, Consumer<SupervisedWorker> command) {
		tell(() -> command.accept(worker));
	}

	/** Waits until the supervisor has accepted, which is never for long. */
	private void tell(Runnable message) {
		CompletableFuture.runAsync(message, this.ports.mailbox()).join();
	}

	private SupervisedWorker startable(String name) {
		SupervisedWorker worker = require(name);
		if (worker.isRemoved()) {
			throw new IllegalStateException("Worker '" + worker.definition().name() + "' was removed");
		}
		if (!worker.settings().enabled()) {
			throw new IllegalStateException("Worker '" + worker.definition().name()
					+ "' is disabled. Set worker-lifecycle.workers." + worker.definition().name() + ".enabled=true");
		}
		return worker;
	}

	private SupervisedWorker require(String name) {
		SupervisedWorker worker = this.workforce.get(name);
		if (worker == null) {
			throw new NoSuchWorkerException(name,
					this.workforce.all().stream().map((each) -> each.definition().name()).toList());
		}
		return worker;
	}

	/** Where the application stands. */
	private enum Stage {

		/** Not started, or stopped: workers that are added wait for the next start. */
		STOPPED,

		/** Workers that are added start at once. */
		STARTED,

		/** Nobody is added any more. */
		CLOSING

	}

}
