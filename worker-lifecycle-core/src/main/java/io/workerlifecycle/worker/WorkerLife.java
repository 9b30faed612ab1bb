package io.workerlifecycle.worker;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.thread.StopOrigin;
import org.jspecify.annotations.Nullable;

/**
 * One life of a worker, on a thread of its own: start-up, work, clean-up. It asks its
 * owner before it goes on, "started, may I run?" and "ended, no more interrupts", so that
 * what is decided about it is decided in one place.
 */
final class WorkerLife implements Runnable {

	private final String name;

	private final int incarnation;

	private final Watched watched;

	private final LifeOwner owner;

	private final LifeControl control;

	private final LifeResources resources = new LifeResources();

	private final LifeScript script;

	private final LogContext logContext;

	/** Written once by {@link #begin}, on the supervisor's thread. */
	private volatile @Nullable Thread thread;

	WorkerLife(Watched watched, LifeOwner owner) {
		WorkerSnapshot snapshot = watched.journal().current();
		this.name = snapshot.name();
		this.incarnation = snapshot.incarnation();
		this.watched = watched;
		this.owner = owner;
		this.control = new LifeControl(watched.time(), snapshot.paused());
		this.script = new LifeScript(watched.definition().worker(), watched.ports().interceptors(),
				new LifeContext(this, watched.progress()));
		this.logContext = watched.ports().resources().logContext();
	}

	void begin(ThreadFactory threads) {
		Thread created = threads.newThread(this);
		created.setName("worker-" + this.name + "-" + this.incarnation);
		this.thread = created;
		created.start();
	}

	/** Whether its thread was made; until then there is nothing to clean up. */
	boolean hasBegun() {
		return this.thread != null;
	}

	boolean isOwnThread() {
		return Thread.currentThread() == this.thread;
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
	 * Whether the application is being stopped from a thread of this life.
	 * @param stopping the thread on which Spring stops its beans
	 */
	boolean isStopOrigin(Thread stopping) {
		return threads().stream().anyMatch((each) -> StopOrigin.is(each, stopping));
	}

	void interrupt() {
		Thread current = this.thread;
		if (current != null) {
			current.interrupt();
		}
		threads().forEach(Thread::interrupt);
	}

	/** Those that work for it, or its own; nothing until that has begun. */
	private List<Thread> threads() {
		Thread own = this.thread;
		if (own == null) {
			return List.of();
		}
		List<Thread> working = this.watched.progress().threads().list();
		return working.isEmpty() ? List.of(own) : working;
	}

	StackTraceElement[] stackTrace() {
		return threads().stream().findFirst().map(Thread::getStackTrace).orElse(new StackTraceElement[0]);
	}

	/**
	 * Where its threads stand now.
	 * @return for each a line with its name and one for each frame
	 */
	String stack() {
		String text = threads().stream().map(WorkerLife::stack).collect(Collectors.joining("\n"));
		return text.isEmpty() ? "no thread" : text;
	}

	private static String stack(Thread thread) {
		StringBuilder text = new StringBuilder(thread.getName()).append(' ').append(thread.getState());
		for (StackTraceElement frame : thread.getStackTrace()) {
			text.append("\n\tat ").append(frame);
		}
		return text.toString();
	}

	void degraded(@Nullable String reason) {
		this.owner.degraded(this, reason);
	}

	void failing(int failuresInARow) {
		// Every so many: those of start-up bring no pause, and must not keep it away.
		int threshold = this.watched.settings().recovery().failureThreshold();
		if (threshold > 0 && failuresInARow % threshold == 0) {
			this.owner.failing(this);
		}
	}

	void worksAgain(int failures) {
		this.owner.worksAgain(this, failures);
	}

	@Override
	public void run() {
		this.logContext.run(LogContext.WORKER, this.name, this::liveAndCleanUp);
	}

	private void liveAndCleanUp() {
		Throwable failure = live();
		try {
			this.owner.ended(this, failure, reason(failure));
		}
		finally {
			// Clean-up must not stumble over an interrupt that was meant for the work.
			Thread.interrupted();
			this.owner.finished(this, this.script.cleanUp(this.resources));
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
			this.script.startUp();
			if (this.owner.startedUp(this)) {
				workAfterStart();
			}
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private void workAfterStart() throws Exception {
		this.script.started();
		if (this.owner.mayRun(this)) {
			this.script.work();
		}
	}

}
