package io.workerlifecycle.autoconfigure.status;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import io.workerlifecycle.autoconfigure.process.TakenReloadSignal;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerTransition;
import io.workerlifecycle.worker.Workers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps the status file of an application true, on a thread of its own. That it is ready,
 * reloads or closes is written at once; moves of workers and its health are written once
 * a second at most.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StatusKeeper
		implements ApplicationListener<ApplicationReadyEvent>, WorkerObserver, ReloadObserver, DisposableBean {

	static final Duration GAP = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(StatusKeeper.class);

	private static final Duration LAST_WRITE_LIMIT = Duration.ofSeconds(2);

	private final ApplicationContext context;

	private final StatusPlace place;

	private final TimeSource time;

	private final TakenReloadSignal signal;

	private final ObjectProvider<HealthSource> healthSource;

	private final SerialExecutor executor = new SerialExecutor("worker-lifecycle-status");

	private final AtomicReference<StatusReport> report = new AtomicReference<>(StatusReport.STARTING);

	/** Whether a write is on its way for moves that are told together. */
	private final AtomicBoolean awaited = new AtomicBoolean();

	/** Held during each write, so that there is none after the end. */
	private final ReentrantLock writing = new ReentrantLock();

	/** Guarded by the lock. */
	private boolean closed;

	/** Written by the thread of the application's events. */
	private volatile @Nullable HealthWatch health;

	StatusKeeper(ApplicationContext context, StatusPlace place, TimeSource time, TakenReloadSignal signal,
			ObjectProvider<HealthSource> healthSource) {
		this.context = context;
		this.signal = signal;
		this.place = place;
		this.time = time;
		this.healthSource = healthSource;
	}

	/** The events of other contexts, of a child too, are not the business of this. */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			tellNow((report) -> report.with(ProcessState.READY));
			// Others do something at this event, too, such as giving back a signal.
			tellSoon(UnaryOperator.identity());
			watchHealth();
		}
	}

	void onClose(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			tellNow((report) -> report.with(ProcessState.STOPPING));
		}
	}

	@Override
	public void registered(WorkerSnapshot worker, Workers workers) {
		tellSoon((report) -> report.with(workers));
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		tellSoon(UnaryOperator.identity());
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		tellSoon(UnaryOperator.identity());
	}

	@Override
	public void begun(ReloadCause cause) {
		tellNow((report) -> report.with(ProcessState.RELOADING));
	}

	@Override
	public void ended(ReloadResult result) {
		tellNow((report) -> report.with(result).with(ProcessState.READY));
	}

	/** The lock is given back after this, and the file goes with it. */
	@Override
	public void destroy() {
		HealthWatch watch = this.health;
		if (watch != null) {
			watch.close();
		}
		this.executor.close();
		try {
			if (this.writing.tryLock(LAST_WRITE_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
				this.closed = true;
				this.writing.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void watchHealth() {
		HealthSource source = this.place.isOurs() ? this.healthSource.getIfAvailable() : null;
		if (source != null) {
			HealthWatch watch = new HealthWatch(source, this.time, this::healthIs);
			this.health = watch;
			watch.begin();
		}
	}

	private void healthIs(String status) {
		if (!status.equals(this.report.get().health())) {
			tellSoon((report) -> report.with(status));
		}
	}

	private void tellNow(UnaryOperator<StatusReport> news) {
		this.report.updateAndGet(news);
		if (this.place.pidFile() != null) {
			this.executor.execute(this::write);
		}
	}

	private void tellSoon(UnaryOperator<StatusReport> news) {
		this.report.updateAndGet(news);
		if (this.place.pidFile() != null && this.awaited.compareAndSet(false, true)) {
			this.time.schedule(GAP, () -> this.executor.execute(this::write));
		}
	}

	private Map<StatusKey, String> values() {
		Map<StatusKey, String> values = this.report.get().values();
		String name = this.signal.name();
		if (name != null) {
			values.put(StatusKey.RELOAD_SIGNAL, name);
		}
		return values;
	}

	void write() {
		this.awaited.set(false);
		this.writing.lock();
		try {
			if (!this.closed) {
				this.place.write(values());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Cannot tell the status", ex);
		}
		finally {
			this.writing.unlock();
		}
	}

}
