package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.VirtualTimeSource;
import org.awaitility.Awaitility;

import org.springframework.context.ApplicationEventPublisher;

/**
 * A supervisor in virtual time, with real threads for the lives.
 */
final class Supervision implements AutoCloseable {

	final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	final KeepAlive keepAlive = new KeepAlive();

	final List<Object> events = new CopyOnWriteArrayList<>();

	final Recorder recorder = new Recorder();

	final Shutdown shutdown = new Shutdown(this.time, Duration.ofMinutes(1));

	/** How workers are run that are added; as the standard says where nothing is. */
	final Map<String, WorkerSettings> added = new ConcurrentHashMap<>();

	/** What happens while a worker is being added, once it is known how it is run. */
	volatile Runnable whenDefined = () -> {
	};

	final WorkerSupervisor supervisor;

	private final AtomicInteger settled = new AtomicInteger();

	Supervision() {
		this(Supervision::daemon);
	}

	Supervision(ThreadFactory threads, WorkerLifecycleInterceptor... interceptors) {
		this.supervisor = supervisor(threads, this.events::add, this.recorder, interceptors);
	}

	/** Another supervisor in the same time. */
	WorkerSupervisor supervisor(ThreadFactory threads, ApplicationEventPublisher publisher, WorkerObserver observer,
			WorkerLifecycleInterceptor... interceptors) {
		SupervisorResources resources = new SupervisorResources(this.time, threads, this.keepAlive, this.shutdown,
				LogContext.NONE);
		return new WorkerSupervisor(resources, new WorkerAudience(publisher, List.of(observer), List.of(interceptors)),
				new Host(this.added, () -> this.whenDefined.run()));
	}

	WorkerLifecycle register(String name, Worker worker) {
		return register(name, worker, settings(RestartPolicy.ALWAYS));
	}

	WorkerLifecycle register(String name, Worker worker, WorkerSettings settings) {
		return this.supervisor.register(new WorkerDefinition(name, worker, settings));
	}

	static WorkerSettings settings(RestartPolicy policy) {
		return settings(policy, 3);
	}

	static WorkerSettings settings(RestartPolicy policy, int maxRestarts) {
		RestartSettings restart = new RestartSettings(policy, maxRestarts, Duration.ofMinutes(10),
				Duration.ofSeconds(1), 2, Duration.ofSeconds(60), 0);
		return new SettingsBuilder().restart(restart).build();
	}

	WorkerSnapshot snapshot(String name) {
		return this.supervisor.find(name).orElseThrow();
	}

	/** Waits for a snapshot, and until the supervisor has done what goes with it. */
	WorkerSnapshot await(String name, Predicate<WorkerSnapshot> condition) {
		WorkerSnapshot snapshot = Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(2))
			.pollDelay(Duration.ZERO)
			.until(() -> snapshot(name), condition);
		settle();
		return snapshot;
	}

	WorkerSnapshot await(String name, WorkerState state) {
		return await(name, (snapshot) -> snapshot.state() == state);
	}

	List<WorkerState> statesOf(String name) {
		return snapshot(name).history().stream().map(WorkerTransition::to).toList();
	}

	/** Runs one worker in another way, and all others as before. */
	void reconfigure(String name, SettingsBuilder settings) {
		Map<String, WorkerSettings> next = new HashMap<>();
		this.supervisor.list().forEach((each) -> next.put(each.name(), each.settings()));
		next.put(name, settings.build());
		this.supervisor.reconfigure(next);
	}

	/**
	 * Waits until the supervisor has worked through everything that was sent to it
	 * before.
	 */
	void settle() {
		String name = "settle" + this.settled.incrementAndGet();
		register(name, idle(), new SettingsBuilder().disabled().build()).start();
	}

	/** Lets time pass, and the supervisor see to what falls due. */
	void pass(Duration span) {
		this.time.advance(span);
		settle();
	}

	/** Starts a worker and waits until it runs and is watched. */
	WorkerLifecycle running(String name, Worker worker, WorkerSettings settings) {
		WorkerLifecycle lifecycle = register(name, worker, settings);
		lifecycle.start();
		await(name, WorkerState.RUNNING);
		return lifecycle;
	}

	@Override
	public void close() {
		this.supervisor.close();
	}

	static Thread daemon(Runnable runnable) {
		Thread thread = new Thread(runnable);
		thread.setDaemon(true);
		return thread;
	}

	/** A worker that does nothing until it is told to stop. */
	static Worker idle() {
		return (context) -> {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
		};
	}

	/** A host that has no life cycles to look after. */
	record Host(Map<String, WorkerSettings> added, Runnable whenDefined) implements WorkerHost {

		@Override
		public WorkerDefinition define(String name, Worker worker) {
			WorkerDefinition definition = new WorkerDefinition(name, worker,
					this.added.getOrDefault(name, WorkerSettings.STANDARD));
			this.whenDefined.run();
			return definition;
		}

		@Override
		public void registered(WorkerDefinition definition, WorkerLifecycle lifecycle) {
		}

		@Override
		public void reconfigured(Collection<WorkerDefinition> definitions) {
		}

		@Override
		public void removed(String name) {
		}

	}

	static final class Recorder implements WorkerObserver {

		final List<WorkerTransition> transitions = new CopyOnWriteArrayList<>();

		final List<Duration> delays = new CopyOnWriteArrayList<>();

		final AtomicInteger gaveUp = new AtomicInteger();

		final List<String> interruptedStacks = new CopyOnWriteArrayList<>();

		final List<WorkerFailure> cleanUpFailures = new CopyOnWriteArrayList<>();

		final List<WorkerCondition> conditions = new CopyOnWriteArrayList<>();

		final List<String> stalledStacks = new CopyOnWriteArrayList<>();

		final List<Integer> worksAgain = new CopyOnWriteArrayList<>();

		final List<String> removed = new CopyOnWriteArrayList<>();

		@Override
		public void changed(WorkerSnapshot worker, WorkerTransition transition) {
			this.transitions.add(transition);
		}

		@Override
		public void restartScheduled(WorkerSnapshot worker, Duration delay) {
			this.delays.add(delay);
		}

		@Override
		public void gaveUp(WorkerSnapshot worker) {
			this.gaveUp.incrementAndGet();
		}

		@Override
		public void interrupted(WorkerSnapshot worker) {
			this.interruptedStacks.add(String.valueOf(worker.stack()));
		}

		@Override
		public void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
			this.cleanUpFailures.add(failure);
		}

		@Override
		public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
			this.conditions.add(worker.condition());
		}

		@Override
		public void stalled(WorkerSnapshot worker) {
			this.stalledStacks.add(String.valueOf(worker.stack()));
		}

		@Override
		public void worksAgain(WorkerSnapshot worker, int failures) {
			this.worksAgain.add(failures);
		}

		@Override
		public void removed(WorkerSnapshot worker) {
			this.removed.add(worker.name());
		}

	}

}
