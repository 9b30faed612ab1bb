package io.workerlifecycle.worker;

import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A worker that goes round and round, takes a step where a test has one for it, and can
 * be asked for its health.
 */
final class LoopingWorker implements Worker {

	final AtomicInteger checks = new AtomicInteger();

	/** Changed by tests between checks. */
	volatile boolean ill;

	private final AtomicInteger rounds = new AtomicInteger();

	private final Queue<ScriptedWorker.Step> steps = new ConcurrentLinkedQueue<>();

	private volatile @Nullable WorkerContext context;

	@Override
	public void run(WorkerContext context) throws Exception {
		this.context = context;
		while (context.keepRunning()) {
			ScriptedWorker.Step step = this.steps.poll();
			if (step != null) {
				step.take(context);
			}
			this.rounds.incrementAndGet();
			LockSupport.parkNanos(100_000);
		}
	}

	@Override
	public void checkHealth() throws IOException {
		this.checks.incrementAndGet();
		if (this.ill) {
			throw new IOException("no connection");
		}
	}

	/** Takes a step, and waits until it is taken. */
	void take(ScriptedWorker.Step step) {
		AtomicInteger taken = new AtomicInteger();
		this.steps.add((context) -> {
			step.take(context);
			taken.incrementAndGet();
		});
		Awaitility.await().until(() -> taken.get() == 1);
	}

	/** Fails several times in a row. */
	void fail(int times) {
		take((context) -> {
			for (int i = 0; i < times; i++) {
				context.recordFailure(new IOException("no answer"));
			}
		});
	}

	/** Waits until the loop goes round. */
	void awaitRounds() {
		int before = this.rounds.get();
		Awaitility.await().until(() -> this.rounds.get() > before);
	}

	/** Whether somebody who asks for the loop's condition has to wait. */
	boolean isHeld() {
		Thread asking = Supervision.daemon(() -> Objects.requireNonNull(this.context).keepRunning());
		asking.start();
		Awaitility.await()
			.until(asking::getState, (state) -> state == Thread.State.WAITING || state == Thread.State.TERMINATED);
		return asking.getState() == Thread.State.WAITING;
	}

}
