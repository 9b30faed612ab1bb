package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs only while the driver of its {@link Lockstep} has let it go, until
 * its next pause, its end, or a wait in the code under test.
 */
final class Strand extends Thread {

	private static final Runnable NOTHING = () -> {
	};

	private final Lockstep lockstep;

	private final Thread driver = Thread.currentThread();

	private volatile Place place = Place.PAUSED;

	/** Whether a pause is over; asked by the driver. */
	private BooleanSupplier ready = () -> true;

	/** An interrupt that came in a pause, where it must not end a wait of ours. */
	private volatile boolean interruptPending;

	/** An interrupt that came in a wait of the code under test. */
	private volatile boolean interruptedElsewhere;

	/** Whether it waits in the code under test, in the eyes of the driver. */
	private volatile boolean elsewhere;

	/** Whether a wait of the code under test must be over, if that is known. */
	private volatile @Nullable BooleanSupplier over;

	/** Whether such a wait may be over. */
	private volatile BooleanSupplier maybeOver = () -> true;

	private Runnable prelude = NOTHING;

	Strand(Lockstep lockstep, Runnable runnable) {
		super(runnable);
		this.lockstep = lockstep;
		setDaemon(true);
	}

	static Strand current() {
		return (Strand) Thread.currentThread();
	}

	@Override
	public synchronized void start() {
		this.lockstep.begins(this);
		super.start();
	}

	@Override
	public void run() {
		awaitGo();
		try {
			super.run();
		}
		catch (Throwable ex) {
			this.lockstep.failed(ex);
		}
		finally {
			this.place = Place.ENDED;
			LockSupport.unpark(this.driver);
		}
	}

	@Override
	public void interrupt() {
		if (Thread.currentThread() == this) {
			super.interrupt();
		}
		else if (this.place == Place.RUNNING && this.over != null) {
			// Other waits of the code under test are deaf, and keep the flag for later.
			this.interruptedElsewhere = true;
			super.interrupt();
		}
		else {
			this.interruptPending = true;
		}
	}

	// On the strand itself

	/** Lets others run until the driver comes back to this strand. */
	void pause(BooleanSupplier condition) {
		if (Thread.interrupted()) {
			this.interruptPending = true;
		}
		this.ready = condition;
		this.interruptedElsewhere = false;
		this.place = Place.PAUSED;
		LockSupport.unpark(this.driver);
		awaitGo();
		if (this.interruptPending) {
			this.interruptPending = false;
			super.interrupt();
		}
	}

	private void awaitGo() {
		while (this.place == Place.PAUSED) {
			LockSupport.park(this);
		}
		this.place = Place.RUNNING;
	}

	/** Sleeps, deaf to interrupts. */
	void sleepDeaf(Duration duration) {
		boolean[] passed = new boolean[1];
		this.lockstep.time.schedule(duration, () -> passed[0] = true);
		pause(() -> passed[0]);
	}

	/** Sleeps until an interrupt comes. */
	void sleepOrThrow(Duration duration) throws InterruptedException {
		sleepUntil(duration, () -> this.interruptPending);
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	void sleepUntil(Duration duration, BooleanSupplier end) {
		boolean[] passed = new boolean[1];
		Timer timer = this.lockstep.time.schedule(duration, () -> passed[0] = true);
		pause(() -> passed[0] || end.getAsBoolean());
		timer.cancel();
	}

	/**
	 * Calls code under test that waits by itself.
	 * @param mustEnd whether the wait must be over
	 * @param mayEnd whether it may be over
	 */
	<V> V elsewhere(@Nullable BooleanSupplier mustEnd, BooleanSupplier mayEnd, Supplier<V> code) {
		this.over = mustEnd;
		this.maybeOver = mayEnd;
		try {
			return code.get();
		}
		finally {
			this.over = null;
			this.maybeOver = () -> true;
			comeBack();
		}
	}

	/**
	 * After a wait of the code under test: whatever ended it, the driver is still about
	 * that, and has not let this strand go.
	 */
	void comeBack() {
		if (this.elsewhere) {
			pause(() -> true);
		}
	}

	/** What the driver does right before it delivers the next message of this strand. */
	void beforeDelivery(Runnable action) {
		this.prelude = action;
	}

	Runnable takePrelude() {
		Runnable taken = this.prelude;
		this.prelude = NOTHING;
		return taken;
	}

	// For the driver

	boolean mayGoOn() {
		return this.place == Place.PAUSED && this.ready.getAsBoolean();
	}

	void letGo() {
		this.place = Place.RELEASED;
		LockSupport.unpark(this);
	}

	boolean hasArrived() {
		return this.place == Place.PAUSED || this.place == Place.ENDED;
	}

	boolean hasEnded() {
		return this.place == Place.ENDED;
	}

	boolean waitsElsewhere() {
		// Asked twice: it may have come out of a pause before, and gone into another
		// after.
		return this.place == Place.RUNNING && isBlocked() && this.place == Place.RUNNING;
	}

	/**
	 * Whether it waits for a condition or an answer; one that waits a moment for a lock,
	 * or for a class to be loaded, is on its way.
	 */
	private boolean isBlocked() {
		Object blocker = LockSupport.getBlocker(this);
		return getState() == State.WAITING && (blocker instanceof Condition
				|| (blocker != null && blocker.getClass().getEnclosingClass() == CompletableFuture.class));
	}

	boolean isElsewhere() {
		return this.elsewhere;
	}

	void setElsewhere(boolean value) {
		this.elsewhere = value;
	}

	boolean surelyWakes() {
		// The strand may be on its way already, and forget its wait.
		BooleanSupplier asked = this.over;
		return asked != null && (this.interruptedElsewhere || asked.getAsBoolean());
	}

	boolean mayWake() {
		return this.maybeOver.getAsBoolean();
	}

	/** Where a strand stands. */
	private enum Place {

		/** In a pause, until the driver lets it go. */
		PAUSED,

		/** Let go, and not yet woken. */
		RELEASED,

		/** On its way, or waiting in the code under test. */
		RUNNING,

		/** Through. */
		ENDED

	}

}
