package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.workerlifecycle.shutdown.DrainEntry;

import org.springframework.context.SmartLifecycle;

/**
 * An application that starts, stops and closes its workers as Spring does: phase by
 * phase, what others depend on first at the start and last at the stop.
 */
final class FuzzedApplication {

	private static final Comparator<FuzzedEntry> BY_PHASE = Comparator.comparingInt(FuzzedEntry::phase);

	private final FuzzRun run;

	private final Random random;

	/** Whether its last start went well, and no stop has begun. */
	private boolean started;

	/** Whether it is neither starting nor stopping. */
	private boolean settled;

	private boolean closing;

	private boolean closed;

	FuzzedApplication(FuzzRun run, Random random) {
		this.run = run;
		this.random = random;
	}

	/** Its whole life, on a strand of its own. */
	void live() {
		int rounds = 1 + this.random.nextInt(3);
		for (int i = 0; i < rounds && !this.closing; i++) {
			if (i > 0) {
				ends();
				stop();
				Strand.current().sleepDeaf(Duration.ofMillis(this.random.nextInt(5000)));
			}
			start(i > 0 && this.random.nextBoolean());
			this.settled = true;
			Strand.current().sleepUntil(Duration.ofMillis(this.random.nextInt(90_000)), () -> this.closing);
			this.settled = this.closing;
		}
		this.settled = true;
		close("");
		Strand.current().pause(() -> this.closed);
		this.run.supervisor.close();
	}

	// The start

	private void start(boolean withManual) {
		this.run.trace("application starts");
		this.run.ledger.startBegins();
		this.run.supervisor.applicationStarts();
		this.run.ledger.startHasBegun();
		Map<String, FuzzedEntry> left = this.run.host.entries();
		try {
			left.values()
				.stream()
				.sorted(BY_PHASE)
				.map(FuzzedEntry::name)
				.toList()
				.forEach((name) -> start(left, name, withManual));
			this.started = true;
		}
		catch (WorkerStartException ex) {
			this.run.trace("application start failed: " + ex.getMessage());
			if (!this.run.ledger.wasWanted(ex.getWorker().name())) {
				this.run.violation("The start failed, since nobody wants " + ex.getWorker().name());
			}
			stop();
		}
	}

	private void start(Map<String, FuzzedEntry> left, String name, boolean withManual) {
		FuzzedEntry entry = left.remove(name);
		if (entry == null) {
			return;
		}
		entry.after().forEach((each) -> start(left, each, withManual));
		SmartLifecycle lifecycle = entry.lifecycle();
		if (!lifecycle.isRunning() && (withManual || lifecycle.isAutoStartup())) {
			Strand.current().beforeDelivery(entry::askedToStart);
			try {
				lifecycle.start();
			}
			finally {
				Strand.current().comeBack();
			}
		}
	}

	// The stop

	/** Closes it for good, unless it does something else just now. */
	void close(String worker) {
		if (this.closing || !this.settled) {
			return;
		}
		this.closing = true;
		ends();
		this.run.trace("application closes " + worker);
		this.run.ledger.leftToItself(worker);
		long begunNanos = this.run.lockstep.time.nanoTime();
		this.run.shutdown.begin();
		this.run.supervisor.applicationCloses();
		this.run.ledger.closes();
		stop();
		Duration took = Duration.ofNanos(this.run.lockstep.time.nanoTime() - begunNanos);
		if (took.compareTo(this.run.limit()) > 0) {
			this.run.violation("The stop took " + took + " of " + this.run.shutdown.budget());
		}
		this.run.ledger.nothingIsActive();
		this.closed = true;
	}

	/** It has been running, and is about to stop. */
	private void ends() {
		if (this.started) {
			this.run.ledger.nobodyIsLost();
		}
		this.started = false;
	}

	private void stop() {
		this.run.trace("application stops");
		Map<String, FuzzedEntry> left = this.run.host.entries();
		Map<Integer, List<String>> phases = new LinkedHashMap<>();
		left.values()
			.stream()
			.sorted(BY_PHASE.reversed())
			.forEach((entry) -> phases.computeIfAbsent(entry.phase(), (key) -> new ArrayList<>()).add(entry.name()));
		List<FuzzedStop> stops = new ArrayList<>();
		phases.values().forEach((names) -> stops.addAll(stopPhase(left, names)));
		this.run.supervisor.applicationStopped();
		this.run.ledger.stopIsOver();
		compare(stops);
	}

	private List<FuzzedStop> stopPhase(Map<String, FuzzedEntry> left, List<String> names) {
		List<FuzzedStop> stops = new ArrayList<>();
		names.forEach((name) -> stop(left, name, stops));
		Duration limit = stops.stream()
			.map((each) -> each.entry().longestStopTimeout().plusSeconds(4))
			.reduce(Duration.ofSeconds(1), Duration::plus);
		Strand.current().sleepUntil(limit, () -> stops.stream().allMatch(FuzzedStop::isOver));
		stops.stream()
			.filter((each) -> !each.isOver())
			.forEach((each) -> this.run.violation("No callback of " + each.entry().name() + " within " + limit));
		return stops;
	}

	private void stop(Map<String, FuzzedEntry> left, String name, List<FuzzedStop> stops) {
		FuzzedEntry entry = left.remove(name);
		if (entry == null) {
			return;
		}
		this.run.host.entries()
			.values()
			.stream()
			.filter((each) -> each.after().contains(name))
			.toList()
			.forEach((each) -> stop(left, each.name(), stops));
		if (entry.lifecycle().isRunning()) {
			FuzzedStop asked = new FuzzedStop(this.run, entry);
			stops.add(asked);
			entry.askedToStop();
			Strand.current().beforeDelivery(asked::delivered);
			entry.lifecycle().stop(asked);
		}
	}

	/** The drain report names each worker that was there to be stopped, once. */
	private void compare(List<FuzzedStop> stops) {
		List<String> expected = stops.stream()
			.filter(FuzzedStop::wasActive)
			.map((each) -> each.entry().name())
			.sorted()
			.toList();
		List<String> reported = this.run.shutdown.takeEntries().stream().map(DrainEntry::name).sorted().toList();
		if (!expected.equals(reported)) {
			this.run.violation("The drain report has " + reported + " instead of " + expected);
		}
	}

}
