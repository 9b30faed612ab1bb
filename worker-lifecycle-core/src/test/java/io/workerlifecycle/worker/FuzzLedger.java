package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold in a run at any time, and what is noted to see that it does.
 */
final class FuzzLedger {

	private static final Pattern LIFE = Pattern.compile("worker-(.+)-(\\d+)");

	private final FuzzRun run;

	private final Map<WorkerContext, FuzzedLife> lives = new IdentityHashMap<>();

	private final List<FuzzedStop> stops = new ArrayList<>();

	/** The start of the application. */
	private int start;

	private boolean startBegins;

	private int stop;

	private boolean closed;

	FuzzLedger(FuzzRun run) {
		this.run = run;
	}

	// Starts and stops of the application

	void startBegins() {
		this.startBegins = true;
	}

	void startHasBegun() {
		this.startBegins = false;
		this.start++;
	}

	int startAtMost() {
		return this.startBegins ? this.start + 1 : this.start;
	}

	int currentStop() {
		return this.stop;
	}

	void stopIsOver() {
		this.stop++;
	}

	void asked(FuzzedStop asked) {
		this.stops.add(asked);
	}

	void closes() {
		this.closed = true;
	}

	boolean wasWanted(String worker) {
		FuzzedEntry entry = this.run.host.entries().get(worker);
		// One that was removed meanwhile keeps nobody waiting.
		return entry == null || entry.wasWanted();
	}

	void leftToItself(String worker) {
		FuzzedEntry entry = this.run.host.entries().get(worker);
		if (entry != null) {
			entry.leaveToItself();
		}
	}

	// Lives

	List<String> names() {
		return List.copyOf(this.run.host.entries().keySet());
	}

	private FuzzedEntry entry(String name) {
		return Objects.requireNonNull(this.run.host.entries().get(name), name);
	}

	FuzzedWorker worker(WorkerContext context) {
		return entry(context.workerName()).worker();
	}

	void lifeBegins(WorkerContext context) {
		FuzzedLife life = new FuzzedLife(Thread.currentThread().getName(), this.run::violation);
		this.lives.put(context, life);
		entry(context.workerName()).begins(life);
	}

	FuzzedLife life(WorkerContext context) {
		return Objects.requireNonNull(this.lives.get(context), "Nothing has begun");
	}

	void works(WorkerContext context) {
		this.run.trace(context.workerName() + " works");
	}

	/** A thread begins, which may be that of a life. */
	void threadBegins(Strand strand) {
		Matcher matcher = LIFE.matcher(strand.getName());
		if (!matcher.matches()) {
			return;
		}
		this.run.trace(strand.getName() + " begins");
		FuzzedEntry begun = this.run.host.entries().get(matcher.group(1));
		if (begun == null) {
			this.run.violation(strand.getName() + " begins although it was removed");
			return;
		}
		if (this.closed) {
			this.run.violation(strand.getName() + " begins although the application closes");
		}
		if (begun.isDisabled()) {
			this.run.violation(strand.getName() + " begins although it is disabled");
		}
		for (String after : begun.after()) {
			FuzzedEntry needed = this.run.host.entries().get(after);
			if (needed == null || !needed.wasRunningIn(this.start)) {
				this.run.violation(strand.getName() + " begins before " + needed + " was running");
			}
		}
	}

	/** Other settings are about to reach the supervisor. */
	void reconfigured(Collection<WorkerDefinition> next) {
		for (WorkerDefinition definition : next) {
			FuzzedEntry entry = this.run.host.entries().get(definition.name());
			if (entry != null && !entry.settings().equals(definition.settings())) {
				this.run.trace(definition.name() + " is reconfigured");
				entry.reconfigured(definition.settings());
			}
		}
	}

	// What must hold

	/** After each message to the supervisor. */
	void observe() {
		boolean anyActive = false;
		for (FuzzedEntry entry : this.run.host.all()) {
			entry.observe();
			anyActive |= entry.lifecycle().isRunning();
		}
		if (anyActive && !this.run.isKeptAlive()) {
			this.run.violation("A worker is active, and nothing keeps the process alive");
		}
	}

	/** A worker is asked to stop now. */
	void othersHaveEnded(FuzzedEntry needed) {
		this.run.host.all()
			.stream()
			.filter((each) -> each.holdsUp(needed))
			.forEach((each) -> this.run
				.violation(needed.name() + " is asked to stop before " + each.name() + " has ended, which needs it"));
	}

	/** Nobody who is wanted has been forgotten. */
	void nobodyIsLost() {
		for (FuzzedEntry entry : this.run.host.all()) {
			if (entry.isForgotten()) {
				this.run.violation("Wanted, and forgotten: " + entry);
			}
		}
	}

	/** After the last stop. */
	void nothingIsActive() {
		this.run.host.all()
			.stream()
			.filter((entry) -> entry.lifecycle().isRunning() || (entry.isAlive() && !entry.isLeftBehind()))
			.forEach((entry) -> this.run.violation("Left after the stop: " + entry));
	}

	/** After everything. */
	void nothingIsLeft() {
		this.run.lockstep.strands().forEach((strand) -> this.run.violation("A thread is left: " + strand));
		this.lives.values()
			.stream()
			.filter((life) -> !life.isOver())
			.forEach((life) -> this.run.violation("A life is not over: " + life));
		this.stops.stream()
			.filter((stop) -> stop.answers() != 1)
			.forEach((stop) -> this.run.violation("Called back " + stop.answers() + " times: " + stop.entry().name()));
		this.run.host.all()
			.stream()
			.filter((entry) -> entry.find().filter((each) -> each.state() == WorkerState.STOPPED).isEmpty())
			.forEach((entry) -> this.run.violation("Not stopped in the end: " + entry));
		if (this.run.isKeptAlive()) {
			this.run.violation("The process is kept alive");
		}
	}

}
