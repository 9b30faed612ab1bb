package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * One course of events, as a seed says: an application with a handful of workers, people
 * who command them, and what must hold all the while.
 */
final class FuzzRun {

	private static final int TRACE = 400;

	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private final long seed;

	private final Random random;

	private final KeepAlive keepAlive = new KeepAlive();

	/** The last things that happened. */
	private final Deque<String> trace = new ArrayDeque<>();

	private long traceHash;

	private final boolean listenersHang;

	final Lockstep lockstep;

	final Shutdown shutdown;

	final FuzzLedger ledger = new FuzzLedger(this);

	final Host host;

	final FuzzedCommands commands = new FuzzedCommands(this);

	final FuzzedApplication application;

	final WorkerSupervisor supervisor;

	FuzzRun(long seed) {
		this.seed = seed;
		this.random = random(0);
		this.listenersHang = this.random.nextInt(4) == 0;
		this.lockstep = new Lockstep(random(1), this.ledger::threadBegins, this.ledger::observe);
		this.shutdown = new Shutdown(this.lockstep.time, Duration.ofMillis(2000 + this.random.nextInt(40_000)));
		this.host = new Host(new FuzzedSettings(this.random));
		this.application = new FuzzedApplication(this, this.random);
		SupervisorResources resources = new SupervisorResources(this.lockstep.time, this.lockstep, this.keepAlive,
				this.shutdown, LogContext.NONE);
		List<WorkerLifecycleInterceptor> interceptors = List.of(new FuzzedInterceptor(this, "outer", true),
				new FuzzedInterceptor(this, "inner", false));
		this.supervisor = new WorkerSupervisor(
				new SupervisorPorts(resources, interceptors, this.lockstep.mailbox, this.lockstep.notices,
						this.lockstep.events),
				new WorkerAudience((event) -> listen(), List.of(), interceptors), this.host);
	}

	/**
	 * Runs to the end.
	 * @return a number that tells this course of events from others
	 */
	long run() {
		try {
			begin("application", () -> {
				this.supervisor.register(definitions());
				this.application.live();
			});
			this.lockstep.drive();
			this.ledger.nothingIsLeft();
			this.lockstep.assertNothingFailed();
			return this.traceHash;
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("Seed " + this.seed + ": " + ex + "\n" + String.join("\n", this.trace)
					+ "\nRun it alone with -Dfuzz.seed=" + this.seed, ex);
		}
	}

	private List<WorkerDefinition> definitions() {
		List<WorkerDefinition> definitions = new ArrayList<>();
		for (int i = 3 + this.random.nextInt(10); i > 0; i--) {
			WorkerSettings settings = this.host.settings.next(definitions);
			definitions.add(new WorkerDefinition("w" + i, new FuzzedWorker(this, this.random.nextLong()), settings));
		}
		Collections.shuffle(definitions, this.random);
		begin("people", () -> this.commands.many(random(2)));
		begin("others", () -> this.commands.many(random(3)));
		return definitions;
	}

	/** A listener of the application, which may hang. */
	private void listen() {
		if (this.listenersHang && this.random.nextInt(50) == 0) {
			this.lockstep.events.hang(Duration.ofMillis(this.random.nextInt(8000)));
		}
	}

	/** How long a stop may take, and a callback that a listener holds up. */
	Duration limit() {
		return this.listenersHang ? Duration.ofDays(1) : this.shutdown.budget();
	}

	/** The first numbers of neighbouring seeds are much alike, so these are spread. */
	private Random random(int purpose) {
		return new Random((this.seed * 4 + purpose) * SPREAD);
	}

	private void begin(String name, Runnable code) {
		Strand strand = this.lockstep.newThread(code);
		strand.setName(name);
		strand.start();
	}

	boolean isKeptAlive() {
		Set<?> holders = (Set<?>) ReflectionTestUtils.getField(this.keepAlive, "holders");
		return holders != null && !holders.isEmpty();
	}

	void violation(String what) {
		trace("VIOLATION " + what);
		this.lockstep.failed(new AssertionError(what));
	}

	void trace(String what) {
		String line = Duration.ofNanos(this.lockstep.time.nanoTime()) + " " + what;
		this.traceHash = this.traceHash * 31 + line.hashCode();
		this.trace.add(line);
		if (this.trace.size() > TRACE) {
			this.trace.remove();
		}
	}

	/** Where workers live: as strict as Spring with names that are taken. */
	final class Host implements WorkerHost {

		private final FuzzedSettings settings;

		private final Map<String, FuzzedEntry> entries = new LinkedHashMap<>();

		private Host(FuzzedSettings settings) {
			this.settings = settings;
		}

		FuzzedSettings settings() {
			return this.settings;
		}

		Collection<FuzzedEntry> all() {
			return this.entries.values();
		}

		Map<String, FuzzedEntry> entries() {
			return new LinkedHashMap<>(this.entries);
		}

		@Override
		public WorkerDefinition define(String name, Worker worker) {
			return new WorkerDefinition(name, worker,
					this.settings.next(this.entries.values().stream().map(FuzzedEntry::definition).toList()));
		}

		@Override
		public void registered(WorkerDefinition definition, WorkerLifecycle lifecycle) {
			if (this.entries.containsKey(definition.name())) {
				violation("There is another of the name " + definition.name());
			}
			this.entries.put(definition.name(), new FuzzedEntry(FuzzRun.this, definition, lifecycle));
		}

		@Override
		public void reconfigured(Collection<WorkerDefinition> definitions) {
			Strand.current().beforeDelivery(() -> FuzzRun.this.ledger.reconfigured(definitions));
		}

		@Override
		public void removed(String name) {
			trace(name + " is removed");
			this.entries.remove(name);
		}

	}

}
