package io.workerlifecycle.worker;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.workerlifecycle.thread.LogContext;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Checks the health of one worker, on a thread of its own: at most one check at a time,
 * and one that takes too long has failed. While it goes on all the same, no other begins.
 * Used on the supervisor's thread only.
 */
final class HealthWatch {

	private final Watched watched;

	/** Whether the worker says anything of its health at all. */
	private final boolean answers;

	/** The check whose thread has not ended. */
	private @Nullable Check check;

	HealthWatch(Watched watched) {
		this.watched = watched;
		this.answers = overridesCheckHealth(watched.definition().worker());
	}

	private static boolean overridesCheckHealth(Worker worker) {
		Class<?> type = AopUtils.getTargetClass(worker);
		Method declared = ReflectionUtils.findMethod(WorkerHooks.class, "checkHealth");
		return declared == null
				|| ClassUtils.getMostSpecificMethod(declared, type).getDeclaringClass() != WorkerHooks.class;
	}

	boolean answers() {
		return this.answers;
	}

	/**
	 * Checks once, or waits for the check that is under way.
	 * @param verdict told exactly once, on the supervisor's thread: what the check threw,
	 * or {@code null} if it passed
	 */
	void check(Consumer<@Nullable Throwable> verdict) {
		if (!this.answers) {
			verdict.accept(null);
			return;
		}
		if (this.check == null) {
			this.check = new Check();
			this.check.waiting.add(verdict);
			this.check.begin();
		}
		else if (this.check.settled) {
			TimeoutException hanging = new TimeoutException("the check before still hangs");
			this.watched.journal().checked(hanging);
			verdict.accept(hanging);
		}
		else {
			this.check.waiting.add(verdict);
		}
	}

	/** One check, on its way. */
	private final class Check implements Runnable {

		private final List<Consumer<@Nullable Throwable>> waiting = new ArrayList<>();

		private final Alarm limit = HealthWatch.this.watched.alarm();

		/** What it has to keep to, whatever is configured meanwhile. */
		private final Duration timeout = HealthWatch.this.watched.settings().health().timeout();

		/** Whether the verdict is told; the thread may go on. */
		private boolean settled;

		private @Nullable Thread thread;

		private void begin() {
			try {
				Thread created = HealthWatch.this.watched.ports().resources().threads().newThread(this);
				created.setName("worker-" + HealthWatch.this.watched.definition().name() + "-health");
				this.thread = created;
				this.limit.set(this.timeout, this::overdue);
				created.start();
			}
			catch (Throwable ex) {
				ended(ex);
			}
		}

		@Override
		public void run() {
			Throwable failure = HealthWatch.this.watched.ports()
				.resources()
				.logContext()
				.<FailureOrNone>call(LogContext.WORKER, HealthWatch.this.watched.definition().name(), this::examine)
				.failure();
			HealthWatch.this.watched.ports().mailbox().execute(() -> ended(failure));
		}

		private FailureOrNone examine() {
			try {
				HealthWatch.this.watched.definition().worker().checkHealth();
				return new FailureOrNone(null);
			}
			catch (Throwable ex) {
				return new FailureOrNone(ex);
			}
		}

		private void overdue() {
			TimeoutException failure = new TimeoutException("did not answer within " + this.timeout.toMillis() + " ms");
			if (this.thread != null) {
				// What it was doing tells more than who asked.
				failure.setStackTrace(this.thread.getStackTrace());
				this.thread.interrupt();
			}
			settle(failure);
		}

		private void ended(@Nullable Throwable failure) {
			HealthWatch.this.check = null;
			this.limit.cancel();
			if (!this.settled) {
				settle(failure);
			}
		}

		private void settle(@Nullable Throwable failure) {
			this.settled = true;
			HealthWatch.this.watched.journal().checked(failure);
			this.waiting.forEach((verdict) -> verdict.accept(failure));
		}

	}

	private record FailureOrNone(@Nullable Throwable failure) {
	}

}
