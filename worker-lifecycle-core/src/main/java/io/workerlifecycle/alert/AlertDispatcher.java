package io.workerlifecycle.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the open alerts of a context and tells its handlers. Handlers are asked for when
 * all singletons are there, so that they may use workers and jobs themselves; what is
 * open then is told to them. They are told of the last alerts in the last phase of a
 * stop, when workers, jobs and everything else have stopped and beans are there still.
 *
 * @since 0.1.0
 */
public final class AlertDispatcher implements Alerts, SmartInitializingSingleton, SmartLifecycle, AutoCloseable {

	/** How long handlers may hold up the end of a stop. */
	private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final AlertLedger ledger;

	private final TimeSource time;

	private final Supplier<List<AlertHandler>> handlers;

	/** Guarded by the lock for writing. */
	private volatile List<AlertLane> lanes = List.of();

	/**
	 * Creates a dispatcher without open alerts.
	 * @param time the source of time
	 * @param repeatInterval the shortest time between two alerts that tell of one open
	 * problem
	 * @param handlers gives the handlers, once
	 */
	public AlertDispatcher(TimeSource time, Duration repeatInterval, Supplier<List<AlertHandler>> handlers) {
		this.ledger = new AlertLedger(time, repeatInterval);
		this.time = time;
		this.handlers = handlers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<AlertLane> found = this.handlers.get().stream().map(AlertLane::new).toList();
		this.lock.lock();
		try {
			this.lanes = found;
			this.ledger.open().forEach(this::offer);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void raise(Problem problem) {
		String message = AlertMessage.of(problem.message(), problem.cause());
		tell(() -> this.ledger.raise(problem, message));
	}

	@Override
	public void resolve(String key, String message) {
		tell(() -> this.ledger.resolve(key, message));
	}

	@Override
	public List<Alert> open() {
		this.lock.lock();
		try {
			return this.ledger.open();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * True while there is anything to tell.
	 */
	@Override
	public boolean isRunning() {
		return this.lanes.stream().anyMatch(AlertLane::isBusy);
	}

	/**
	 * Does nothing: alerts are told at any time.
	 */
	@Override
	public void start() {
	}

	@Override
	public void stop() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		stop(() -> stopped.complete(null));
		stopped.join();
	}

	@Override
	public void stop(Runnable callback) {
		CompletableFuture<Void> told = CompletableFuture
			.allOf(this.lanes.stream().map(AlertLane::emptied).toArray(CompletableFuture<?>[]::new));
		Timer limit = this.time.schedule(STOP_LIMIT, () -> told.complete(null));
		told.thenRun(() -> {
			limit.cancel();
			callback.run();
		});
	}

	/**
	 * Tells nothing more.
	 */
	@Override
	public void close() {
		this.lanes.forEach(AlertLane::close);
	}

	private void tell(Supplier<Optional<Alert>> change) {
		List<AlertLane> full;
		this.lock.lock();
		try {
			// In the lock, so that a handler hears in the order of what happened.
			full = change.get().map(this::offer).orElse(List.of());
		}
		finally {
			this.lock.unlock();
		}
		full.forEach(AlertLane::complain);
	}

	private List<AlertLane> offer(Alert alert) {
		return this.lanes.stream().filter((lane) -> !lane.offer(alert)).toList();
	}

}
