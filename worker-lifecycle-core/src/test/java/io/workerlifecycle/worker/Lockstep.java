package io.workerlifecycle.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets real threads run one at a time: the driver, which is the thread that made this, or
 * the one {@link Strand} that it has let go. Which of all that could go on does so is
 * drawn at random from a seed, so that a seed names one course of events. When nothing
 * can go on, time does.
 */
final class Lockstep implements ThreadFactory {

	private static final int MOST_STEPS = 300_000;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	final SteppedTime time = new SteppedTime();

	final Line mailbox = new Line();

	final Line notices = new Line();

	final Line events = new Line();

	private final Random random;

	private final Consumer<Strand> beginning;

	private final Runnable afterMessage;

	private final List<Strand> strands = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	private int steps;

	/**
	 * @param beginning told of each thread that starts
	 * @param afterMessage called after each message to the supervisor
	 */
	Lockstep(Random random, Consumer<Strand> beginning, Runnable afterMessage) {
		this.random = random;
		this.beginning = beginning;
		this.afterMessage = afterMessage;
	}

	@Override
	public Strand newThread(Runnable runnable) {
		return new Strand(this, runnable);
	}

	int steps() {
		return this.steps;
	}

	List<Strand> strands() {
		return this.strands;
	}

	void failed(Throwable failure) {
		this.failures.add(failure);
	}

	/** Drives until nothing is left that could go on. */
	void drive() {
		while (step()) {
			assertNothingFailed();
			if (this.steps++ > MOST_STEPS) {
				throw new AssertionError("It does not end");
			}
		}
	}

	void assertNothingFailed() {
		if (!this.failures.isEmpty()) {
			throw new AssertionError(this.failures.get(0).toString(), this.failures.get(0));
		}
	}

	private boolean step() {
		List<Runnable> possible = new ArrayList<>();
		addIf(this.mailbox.isBusy(), this::deliver, possible);
		addIf(this.notices.isBusy(), this.notices::runNext, possible);
		addIf(this.events.isBusy(), this.events::runNext, possible);
		addIf(this.time.isDue(), this::ring, possible);
		for (Strand strand : this.strands) {
			addIf(strand.mayGoOn(), () -> go(strand), possible);
		}
		if (possible.isEmpty()) {
			return this.time.moveOn();
		}
		possible.get(this.random.nextInt(possible.size())).run();
		return true;
	}

	private static void addIf(boolean condition, Runnable step, List<Runnable> possible) {
		if (condition) {
			possible.add(step);
		}
	}

	private void deliver() {
		this.mailbox.runNext();
		wakeThoseElsewhere();
		this.afterMessage.run();
	}

	private void ring() {
		this.time.runDue();
		wakeThoseElsewhere();
	}

	// The driver's side of a strand

	void begins(Strand strand) {
		this.strands.add(strand);
		this.beginning.accept(strand);
	}

	private void go(Strand strand) {
		strand.letGo();
		await(strand, () -> strand.hasArrived() || strand.waitsElsewhere());
		strand.setElsewhere(!strand.hasArrived());
		if (strand.hasEnded()) {
			this.strands.remove(strand);
		}
	}

	private void wakeThoseElsewhere() {
		for (Strand strand : List.copyOf(this.strands)) {
			if (strand.isElsewhere()) {
				wake(strand);
			}
		}
	}

	/** What happened may have ended a wait that no strand knows of. */
	private void wake(Strand strand) {
		if (strand.surelyWakes()) {
			await(strand, strand::hasArrived);
		}
		else if (strand.mayWake()) {
			// One that waits on goes to wait once more, which is counted.
			long before = waits(strand);
			LockSupport.unpark(strand);
			await(strand, () -> strand.hasArrived() || (waits(strand) > before && strand.waitsElsewhere()));
		}
		strand.setElsewhere(!strand.hasArrived());
	}

	private static long waits(Strand strand) {
		ThreadInfo info = THREADS.getThreadInfo(strand.getId());
		return (info != null) ? info.getWaitedCount() : Long.MAX_VALUE;
	}

	private static void await(Strand strand, BooleanSupplier condition) {
		for (int i = 0; !condition.getAsBoolean(); i++) {
			if (i < 20) {
				Thread.yield();
			}
			else if (i < 200_000) {
				LockSupport.parkNanos(20_000);
			}
			else {
				AssertionError lost = new AssertionError(strand + " was not woken");
				lost.setStackTrace(strand.getStackTrace());
				throw lost;
			}
		}
	}

	/** Runs what it is handed when the driver says so, in order. */
	final class Line implements Executor {

		private final Queue<Runnable> waiting = new ArrayDeque<>();

		private long hangsUntilNanos;

		/** A strand goes on when its message is through. */
		@Override
		public void execute(Runnable command) {
			if (Thread.currentThread() instanceof Strand strand) {
				strand.comeBack();
				Message message = new Message(strand.takePrelude(), command);
				this.waiting.add(message);
				strand.pause(() -> message.through);
			}
			else {
				this.waiting.add(command);
			}
		}

		/** Something that was run hangs for a while. */
		void hang(Duration duration) {
			this.hangsUntilNanos = Lockstep.this.time.nanoTime() + duration.toNanos();
			Lockstep.this.time.schedule(duration, () -> {
			});
		}

		private boolean isBusy() {
			return !this.waiting.isEmpty() && Lockstep.this.time.nanoTime() >= this.hangsUntilNanos;
		}

		private void runNext() {
			@Nullable Runnable next = this.waiting.poll();
			try {
				if (next != null) {
					next.run();
				}
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}

	}

	private static final class Message implements Runnable {

		private final Runnable prelude;

		private final Runnable command;

		private boolean through;

		private Message(Runnable prelude, Runnable command) {
			this.prelude = prelude;
			this.command = command;
		}

		@Override
		public void run() {
			try {
				this.prelude.run();
				this.command.run();
			}
			finally {
				this.through = true;
			}
		}

	}

}
