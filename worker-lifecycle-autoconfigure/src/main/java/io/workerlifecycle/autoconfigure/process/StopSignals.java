package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.workerlifecycle.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the signals to stop do: the first begins a stop in good order, as the JVM itself
 * would; a second one ends the process at once, and says what that cuts off.
 * <p>
 * Called on threads of the signals, several at once. Nothing here waits for the stop.
 */
final class StopSignals {

	/**
	 * A program that was started by a build tool gets a Ctrl-C twice: from the terminal
	 * as INT, and as TERM from the tool, which got it too.
	 */
	private static final long PASSED_ON_NANOS = Duration.ofMillis(500).toNanos();

	/** How long the last words may take; an appender may be full, a disk away. */
	private static final long LAST_WORDS_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(StopSignals.class);

	private final ProcessEnd end;

	private final Supplier<List<String>> unfinished;

	private final LongSupplier nanoTime;

	private final AtomicReference<@Nullable Received> first = new AtomicReference<>();

	private final AtomicBoolean halting = new AtomicBoolean();

	/**
	 * Creates the actions of a process that no signal has asked to stop.
	 * @param end the ways to end it
	 * @param unfinished names what is under way
	 * @param nanoTime the time, as {@link System#nanoTime()} counts it
	 */
	StopSignals(ProcessEnd end, Supplier<List<String>> unfinished, LongSupplier nanoTime) {
		this.end = end;
		this.unfinished = unfinished;
		this.nanoTime = nanoTime;
	}

	/**
	 * A signal has come.
	 */
	void received(StopSignal signal) {
		Received now = new Received(signal, this.nanoTime.getAsLong());
		Received before = this.first.compareAndExchange(null, now);
		if (before == null) {
			exit(signal.exitCode());
		}
		else if (!now.passesOn(before)) {
			halt(signal);
		}
	}

	/**
	 * On a thread that is no daemon, so that the end of the last other thread does not
	 * make it another end.
	 */
	private void exit(int code) {
		Thread thread = new Thread(null, () -> this.end.exit(code), "worker-lifecycle-stop", 0, false);
		thread.setDaemon(false);
		try {
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			// There may be no more threads, which is a reason to stop all the same.
			this.end.exit(code);
		}
	}

	private void halt(StopSignal signal) {
		try {
			if (this.halting.compareAndSet(false, true)) {
				Thread words = new DaemonThreads("worker-lifecycle-halt").newThread(() -> lastWords(signal));
				words.start();
				words.join(LAST_WORDS_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.end.halt(signal.exitCode());
		}
	}

	private void lastWords(StopSignal signal) {
		this.end.putAway();
		List<String> names = this.unfinished.get();
		String text = "A second signal, SIG" + signal + ", ends the process at once with exit code " + signal.exitCode()
				+ ". " + (names.isEmpty() ? "No worker and no job was under way."
						: "This cuts off " + String.join(", ", PlanText.first(StartPlan.MOST_LINES, names)) + ".");
		// The log may be closed already, or write elsewhere.
		System.err.println(text);
		logger.warn(text);
	}

	/**
	 * A signal that has come.
	 *
	 * @param signal which
	 * @param nanos when
	 */
	private record Received(StopSignal signal, long nanos) {

		boolean passesOn(Received before) {
			return before.signal == StopSignal.INT && this.signal == StopSignal.TERM
					&& this.nanos - before.nanos < PASSED_ON_NANOS;
		}

	}

}
