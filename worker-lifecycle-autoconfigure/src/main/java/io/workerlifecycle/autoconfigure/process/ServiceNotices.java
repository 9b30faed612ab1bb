package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerTransition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells systemd what becomes of the application, from its start to its stop. All is told
 * on one line, in order, and nobody waits for it. What cannot be told is one warning, and
 * nothing else.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/sd_notify.3.html">sd_notify(3)</a>
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ServiceNotices implements WorkerObserver, ReloadObserver {

	/** What takes longer is not slow, but stuck. */
	static final Duration LONGEST_START = Duration.ofMinutes(10);

	static final Duration EXTENSION = Duration.ofSeconds(30);

	private static final Duration EXTENSION_INTERVAL = Duration.ofSeconds(10);

	private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(ServiceNotices.class);

	private final NoticeSink sink;

	private final TimeSource time;

	private final Executor line;

	private final @Nullable Duration watchdog;

	private final long begunNanos;

	/** Used on the line only. */
	private Stage stage = Stage.STARTING;

	/** Used on the line only. */
	private Supplier<List<WorkerSnapshot>> workers = List::of;

	/** Whether a look at the workers is to come; used on the line only. */
	private boolean lookDue;

	/** The status that was told last; used on the line only. */
	private String told = "";

	/** Why the latest reload was refused; used on the line only. */
	private @Nullable String refusal;

	/** Who keeps the watchdog from its sign of life; used on the line only. */
	private String stuck = "";

	private final SendFault fault = new SendFault();

	/**
	 * Creates the notices of an application that begins to start.
	 * @param sink where they go
	 * @param time where time comes from
	 * @param line runs what it is handed one by one, in order
	 * @param watchdog within which time systemd wants a sign of life; null for none
	 */
	ServiceNotices(NoticeSink sink, TimeSource time, Executor line, @Nullable Duration watchdog) {
		this.sink = sink;
		this.time = time;
		this.line = line;
		this.watchdog = watchdog;
		this.begunNanos = time.nanoTime();
	}

	/** The application begins to start. */
	void starting() {
		this.line.execute(this::extendStart);
	}

	/** There is a log now. */
	void logIsThere() {
		this.line.execute(this.fault::logIsThere);
	}

	/** The application is ready, if its workers are. */
	void ready(Supplier<List<WorkerSnapshot>> all) {
		this.line.execute(() -> {
			this.workers = all;
			this.stage = (this.stage == Stage.STARTING) ? Stage.STARTED : this.stage;
			look();
		});
	}

	/** The application begins to stop, or did not start. */
	void stopping() {
		this.line.execute(() -> {
			this.stage = Stage.STOPPING;
			tell("STOPPING=1", "stopping");
		});
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		this.line.execute(this::lookSoon);
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		this.line.execute(this::lookSoon);
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		this.line.execute(this::lookSoon);
	}

	@Override
	public void begun(ReloadCause cause) {
		this.line.execute(() -> {
			if (this.stage == Stage.READY) {
				this.stage = Stage.RELOADING;
				// On Linux this is CLOCK_MONOTONIC, which systemd compares it with.
				long micros = TimeUnit.NANOSECONDS.toMicros(this.time.nanoTime());
				tell("RELOADING=1\nMONOTONIC_USEC=" + micros, "reloading");
			}
		});
	}

	@Override
	public void ended(ReloadResult result) {
		this.line.execute(() -> {
			this.refusal = result.reason();
			if (this.stage == Stage.RELOADING) {
				this.stage = Stage.READY;
				tell("READY=1", status().text(this.refusal));
			}
		});
	}

	private void extendStart() {
		boolean slow = this.time.nanoTime() - this.begunNanos < LONGEST_START.toNanos();
		if (slow && (this.stage == Stage.STARTING || this.stage == Stage.STARTED)) {
			String extension = "EXTEND_TIMEOUT_USEC=" + TimeUnit.NANOSECONDS.toMicros(EXTENSION.toNanos());
			tell(extension, this.told.isEmpty() ? "starting" : this.told);
			later(EXTENSION_INTERVAL, this::extendStart);
		}
	}

	/** Not for each of many changes at once. */
	private void lookSoon() {
		if (!this.lookDue) {
			this.lookDue = true;
			later(STATUS_INTERVAL, this::look);
		}
	}

	private void look() {
		this.lookDue = false;
		ServiceStatus status = status();
		String text = status.text(this.refusal);
		if (this.stage == Stage.STARTED && status.awaited().isEmpty()) {
			this.stage = Stage.READY;
			tell("READY=1", text);
			watch();
		}
		else if ((this.stage == Stage.STARTED || this.stage == Stage.READY) && !text.equals(this.told)) {
			tell(null, text);
		}
	}

	/**
	 * Goes on while the application stops, however long that takes: there is another
	 * limit for that.
	 */
	private void watch() {
		if (this.watchdog != null) {
			ServiceStatus status = status();
			if (status.stuck().isEmpty() || this.stage == Stage.STOPPING) {
				this.stuck = "";
				send("WATCHDOG=1");
			}
			else {
				warnOf(status.stuckNames());
			}
			later(this.watchdog.dividedBy(2), this::watch);
		}
	}

	private void warnOf(String names) {
		if (!names.equals(this.stuck)) {
			this.stuck = names;
			logger.warn("systemd gets no WATCHDOG=1 and will end the process, since critical workers do not go on: "
					+ names);
		}
	}

	private ServiceStatus status() {
		return ServiceStatus.of(this.workers.get());
	}

	private void tell(@Nullable String news, String status) {
		this.told = status;
		send(((news != null) ? news + "\n" : "") + "STATUS=" + status);
	}

	private void send(String notice) {
		try {
			this.sink.send(notice);
		}
		catch (IOException ex) {
			this.fault.happened(ex);
		}
	}

	private void later(Duration delay, Runnable action) {
		this.time.schedule(delay, () -> this.line.execute(action));
	}

	private enum Stage {

		/** Beans and ports are still to come. */
		STARTING,

		/** All is there, but critical workers may not run yet. */
		STARTED,

		/** The service manager was told so. */
		READY,

		/** A reload is under way. */
		RELOADING,

		/** The application closes, or did not start. */
		STOPPING

	}

	/**
	 * Warns of the first notice that could not be sent, as soon as there is a log. Used
	 * on the line only.
	 */
	private static final class SendFault {

		private boolean logged;

		private boolean log;

		private @Nullable IOException first;

		void happened(IOException ex) {
			logger.debug("A notice to systemd is lost", ex);
			this.first = (this.first != null) ? this.first : ex;
			warnOnce();
		}

		void logIsThere() {
			this.log = true;
			warnOnce();
		}

		private void warnOnce() {
			if (this.first != null && this.log && !this.logged) {
				this.logged = true;
				logger.warn("systemd cannot be told of this service at the socket that NOTIFY_SOCKET names: "
						+ this.first.getMessage());
			}
		}

	}

}
