package io.workerlifecycle.worker;

import java.util.List;
import java.util.concurrent.ThreadFactory;

import io.workerlifecycle.thread.StopOrigin;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * One life of a worker, on a thread of its own: start-up, work, clean-up. It asks its
 * owner twice, "started, may I run?" and "ended, no more interrupts", so that what is
 * decided about it is decided in one place.
 */
final class WorkerLife implements Runnable {

	private final String name;

	private final int incarnation;

	private final Worker worker;

	private final LifeOwner owner;

	private final LifeControl control;

	private final LifeResources resources = new LifeResources();

	private final LifeContext context;

	/** Written once by {@link #begin}, before the life can be stopped. */
	private @Nullable Thread thread;

	WorkerLife(WorkerSnapshot snapshot, Worker worker, WorkerProgress progress, TimeSource time, LifeOwner owner) {
		this.name = snapshot.name();
		this.incarnation = snapshot.incarnation();
		this.worker = worker;
		this.owner = owner;
		this.control = new LifeControl(time, snapshot.paused());
		this.context = new LifeContext(this, progress);
	}

	void begin(ThreadFactory threads) {
		Thread created = threads.newThread(this);
		created.setName("worker-" + this.name + "-" + this.incarnation);
		this.thread = created;
		created.start();
	}

	String name() {
		return this.name;
	}

	LifeControl control() {
		return this.control;
	}

	LifeResources resources() {
		return this.resources;
	}

	/**
	 * Whether the application is being stopped from this life's own thread.
	 * @param stopping the thread on which Spring stops its beans
	 */
	boolean isStopOrigin(Thread stopping) {
		Thread current = this.thread;
		return current != null && StopOrigin.is(current, stopping);
	}

	void interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * Where the thread stands now.
	 * @return a line with the thread's name and one for each frame
	 */
	String stack() {
		Thread current = this.thread;
		if (current == null) {
			return "no thread";
		}
		StringBuilder text = new StringBuilder(current.getName()).append(' ').append(current.getState());
		for (StackTraceElement frame : current.getStackTrace()) {
			text.append("\n\tat ").append(frame);
		}
		return text.toString();
	}

	void degraded(@Nullable String reason) {
		this.owner.degraded(this, reason);
	}

	@Override
	public void run() {
		Throwable failure = live();
		try {
			this.owner.ended(this, failure, reason(failure));
		}
		finally {
			// Clean-up must not stumble over an interrupt that was meant for the work.
			Thread.interrupted();
			this.owner.finished(this, cleanUp());
		}
	}

	/** In words, made here: an exception's text is code of users, and may throw too. */
	private static String reason(@Nullable Throwable failure) {
		if (failure == null) {
			return "returned";
		}
		try {
			return failure.toString();
		}
		catch (Throwable ex) {
			return failure.getClass().getName();
		}
	}

	private @Nullable Throwable live() {
		try {
			this.worker.onStartup(this.context);
			if (this.owner.started(this)) {
				this.worker.run(this.context);
			}
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private List<Throwable> cleanUp() {
		List<Throwable> failures = this.resources.closeAll();
		try {
			this.worker.onShutdown(this.context);
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
		return failures;
	}

}
