package io.workerlifecycle.autoconfigure.reload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The reloads of one application, one after the other on a thread of their own. Requests
 * wait until the application is ready, and are refused when it closes.
 */
final class ConfigurationReloads implements Reloads, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ConfigurationReloads.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final SerialExecutor executor = new SerialExecutor("worker-lifecycle-reload");

	private final ReloadProcedure procedure;

	private final Iterable<ReloadObserver> observers;

	private final TimeSource time;

	private final ReloadLog log = new ReloadLog();

	/** Guarded by the lock. */
	private Intake intake = Intake.WAITING;

	/** Who waits for a reload to begin; guarded by the lock. */
	private @Nullable Request pending;

	private volatile @Nullable ReloadResult last;

	ConfigurationReloads(ReloadProcedure procedure, Iterable<ReloadObserver> observers, TimeSource time) {
		this.procedure = procedure;
		this.observers = observers;
		this.time = time;
	}

	@Override
	public CompletionStage<ReloadResult> request(ReloadCause cause) {
		this.lock.lock();
		try {
			if (this.intake == Intake.CLOSED) {
				return CompletableFuture.completedStage(refused(cause));
			}
			Request waiting = this.pending;
			if (waiting == null) {
				waiting = new Request(cause, new CompletableFuture<>());
				this.pending = waiting;
				if (this.intake == Intake.OPEN) {
					this.executor.execute(this::runPending);
				}
			}
			return waiting.answer().minimalCompletionStage();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public Optional<ReloadResult> last() {
		return Optional.ofNullable(this.last);
	}

	/** The thread of the reload, for what is to happen between reloads. */
	Executor thread() {
		return this.executor;
	}

	/** The application is ready. */
	void open() {
		this.lock.lock();
		try {
			if (this.intake == Intake.WAITING) {
				this.intake = Intake.OPEN;
				if (this.pending != null) {
					this.executor.execute(this::runPending);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The application closes. A reload that is under way goes on. */
	@Override
	public void close() {
		Request waiting = closeIntake();
		if (waiting != null) {
			waiting.answer().complete(refused(waiting.cause()));
		}
	}

	private @Nullable Request closeIntake() {
		this.lock.lock();
		try {
			Request waiting = this.pending;
			this.intake = Intake.CLOSED;
			this.pending = null;
			this.executor.close();
			return waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void runPending() {
		Request request = takePending();
		if (request != null) {
			ReloadResult result = run(request.cause());
			request.answer().complete(result);
		}
	}

	private @Nullable Request takePending() {
		this.lock.lock();
		try {
			Request request = this.pending;
			this.pending = null;
			return request;
		}
		finally {
			this.lock.unlock();
		}
	}

	private ReloadResult run(ReloadCause cause) {
		tell((observer) -> observer.begun(cause));
		ReloadResult result = this.procedure.run(cause);
		this.last = result;
		this.log.tell(result);
		tell((observer) -> observer.ended(result));
		return result;
	}

	private void tell(Consumer<ReloadObserver> message) {
		for (ReloadObserver observer : this.observers) {
			try {
				message.accept(observer);
			}
			catch (Throwable ex) {
				logger.error("An observer of reloads failed: " + observer, ex);
			}
		}
	}

	private ReloadResult refused(ReloadCause cause) {
		return new ReloadResult(ReloadOutcome.REFUSED, cause, this.time.now(), Duration.ZERO, List.of(),
				"The application closes.");
	}

	/**
	 * Whether reloads may run.
	 */
	private enum Intake {

		/** The application is not ready yet. */
		WAITING,

		/** They run. */
		OPEN,

		/** The application closes. */
		CLOSED

	}

	/**
	 * A reload that is asked for.
	 *
	 * @param cause who asked first
	 * @param answer completes with the result
	 */
	private record Request(ReloadCause cause, CompletableFuture<ReloadResult> answer) {
	}

}
