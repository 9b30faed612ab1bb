package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A worker that does what a seed says: works, fails, hangs, returns, is slow, ignores
 * interrupts, commands others, or ends its application.
 */
final class FuzzedWorker implements Worker {

	private final FuzzRun run;

	private final Random random;

	/** Out of a hundred times, how often it does something odd in a hook. */
	private final int oddity;

	private final boolean stubborn;

	FuzzedWorker(FuzzRun run, long seed) {
		this.run = run;
		this.random = new Random(seed);
		this.oddity = new int[] { 0, 5, 20, 50 }[this.random.nextInt(4)];
		this.stubborn = chance(20);
	}

	@Override
	public void onStartup(WorkerContext context) throws Exception {
		FuzzedLife life = this.run.ledger.life(context);
		life.startUpEntered();
		this.run.trace(context.workerName() + " onStartup");
		open(context, life, "first");
		behave(30);
		open(context, life, "second");
	}

	private void open(WorkerContext context, FuzzedLife life, String name) {
		if (chance(30)) {
			life.opened(name);
			boolean broken = odd();
			context.closeAtStop(() -> {
				life.left(name);
				behave(3);
				if (broken) {
					throw new IOException("cannot be closed");
				}
			});
		}
	}

	@Override
	public void run(WorkerContext context) throws Exception {
		this.run.ledger.works(context);
		while (keepRunning(context)) {
			work(context);
		}
	}

	private void work(WorkerContext context) throws Exception {
		switch (this.random.nextInt(12)) {
			case 0, 1 -> context.recordSuccess();
			case 2, 3 -> context.recordFailure(new IOException("work"));
			case 4 -> context.degrade("slow " + this.random.nextInt(3));
			case 5 -> context.restore();
			case 6 -> behave(60);
			case 7 -> commandOthers(context);
			default -> awaitStop(context, Duration.ofMillis(this.random.nextInt(20_000)));
		}
		if (chance(this.oddity / 5)) {
			behave(30);
		}
	}

	private void commandOthers(WorkerContext context) {
		if (this.random.nextInt(200) == 0) {
			this.run.application.close(context.workerName());
		}
		else if (odd()) {
			this.run.commands.one(this.random);
		}
	}

	private boolean keepRunning(WorkerContext context) {
		return elsewhere(context, 0, context::keepRunning);
	}

	private void awaitStop(WorkerContext context, Duration duration) {
		elsewhere(context, duration.toNanos(), () -> context.awaitStop(duration));
	}

	private boolean elsewhere(WorkerContext context, long nanos, Supplier<Boolean> code) {
		long due = this.run.lockstep.time.nanoTime() + nanos;
		return Strand.current()
			.elsewhere(context::isStopRequested, () -> this.run.lockstep.time.nanoTime() >= due, code);
	}

	@Override
	public void onShutdown(WorkerContext context) throws Exception {
		this.run.ledger.life(context).left("onShutdown");
		this.run.trace(context.workerName() + " onShutdown");
		behave(12);
	}

	@Override
	public void checkHealth() throws Exception {
		if (odd()) {
			behave(10);
			throw new IOException("unhealthy");
		}
		behave(3);
	}

	/** What an interceptor does on this worker's thread. */
	void intercepted() throws Exception {
		if (chance(10)) {
			behave(5);
		}
	}

	/** Does something odd, or nothing. */
	private void behave(int mostSeconds) throws Exception {
		Strand.current().pause(() -> true);
		if (!odd()) {
			return;
		}
		Duration time = Duration.ofMillis(this.random.nextInt(mostSeconds * 1000));
		switch (this.random.nextInt(10)) {
			case 0, 1 -> throw new IOException("odd");
			case 2 -> throw new AssertionError("odd");
			case 3 -> throw new StackOverflowError("odd");
			case 4 -> throwFatally();
			case 5, 6 -> linger(time);
			default -> Strand.current().sleepOrThrow(time);
		}
	}

	private void throwFatally() {
		if (chance(20)) {
			throw new InternalError("odd");
		}
	}

	/** Takes its time and ignores interrupts, or obeys in the end. */
	private void linger(Duration time) throws InterruptedException {
		if (this.stubborn) {
			Strand.current().sleepDeaf(time);
		}
		else {
			Strand.current().sleepOrThrow(time);
		}
	}

	private boolean odd() {
		return chance(this.oddity);
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

}
