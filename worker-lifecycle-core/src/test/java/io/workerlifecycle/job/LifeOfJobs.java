package io.workerlifecycle.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.workerlifecycle.time.VirtualTimeSource;

/**
 * One life of a process with jobs that remember, in virtual time. Executions wait until
 * the test lets them run.
 */
final class LifeOfJobs {

	/**
	 * What was run in all lives, in order: the kind, and the time at which it was due.
	 */
	final List<String> ran = new ArrayList<>();

	private final Path stateFile;

	private Queue<Runnable> handedOver = new ArrayDeque<>();

	VirtualTimeSource time;

	JobBench bench;

	LifeOfJobs(Path stateFile) {
		this.stateFile = stateFile;
		begin(JobBench.START);
	}

	/** A new process, in which no job has been declared. */
	LifeOfJobs begin(Instant now) {
		Queue<Runnable> queue = new ArrayDeque<>();
		this.handedOver = queue;
		this.time = new VirtualTimeSource(now);
		this.bench = new JobBench(queue::add, this.time, this.stateFile);
		return this;
	}

	LifeOfJobs job(String... attributes) {
		return job("a", this::note, attributes);
	}

	LifeOfJobs job(String name, JobBench.Body body, String... attributes) {
		this.bench.job(name, body, attributes);
		return this;
	}

	LifeOfJobs started() {
		this.bench.lifecycle.start();
		return this;
	}

	/** Executions end at once. */
	LifeOfJobs advance(Duration span) {
		this.time.advance(span);
		return settle();
	}

	/** The same in steps, so that firings do not overlap. */
	LifeOfJobs advance(int steps, Duration step) {
		for (int index = 0; index < steps; index++) {
			advance(step);
		}
		return this;
	}

	LifeOfJobs settle() {
		while (runNext()) {
		}
		return this;
	}

	boolean runNext() {
		Runnable next = this.handedOver.poll();
		if (next != null) {
			next.run();
		}
		return next != null;
	}

	/** Nothing is told to anybody. */
	LifeOfJobs killed() {
		this.bench.registry.close();
		return this;
	}

	LifeOfJobs stopped() {
		this.bench.lifecycle.stop();
		settle();
		this.bench.lifecycle.close();
		this.bench.registry.close();
		return this;
	}

	/** What was run since it was asked last. */
	List<String> ran() {
		List<String> all = List.copyOf(this.ran);
		this.ran.clear();
		return all;
	}

	void note(JobContext context) {
		ActiveExecution execution = (ActiveExecution) context;
		this.ran.add(execution.firing().kind() + " " + context.scheduledTime());
	}

}
