package io.workerlifecycle.autoconfigure.worker;

import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.autoconfigure.process.ApplicationExit;
import io.workerlifecycle.autoconfigure.process.ProcessExit;
import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerStartException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Ends the application with exit code 70 when a worker gives up whose action that is.
 * Only the first worker counts, and none once the application closes anyway.
 */
final class GiveUpExit implements WorkerObserver, SmartApplicationListener {

	static final int CODE = 70;

	private static final Log logger = LogFactory.getLog(GiveUpExit.class);

	/** How long a failing start may take to report its failure. */
	private static final long REPORT_MILLIS = 10_000;

	private final ApplicationContext context;

	private final ApplicationExit exit;

	/** The thread that starts the application. */
	private final Thread starter;

	private final AtomicBoolean asked = new AtomicBoolean();

	/** Where the application stands; written on the thread that starts or closes it. */
	private volatile Stage stage = Stage.STARTING;

	/**
	 * Creates the action of an application that starts on the calling thread.
	 * @param context the application
	 * @param process how to end it
	 */
	GiveUpExit(ApplicationContext context, ProcessExit process) {
		this.context = context;
		this.exit = new ApplicationExit(context, process);
		this.starter = Thread.currentThread();
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		boolean wanted = worker.settings().onGiveUp() == GiveUpAction.EXIT;
		if (wanted && this.stage != Stage.CLOSING && this.asked.compareAndSet(false, true)) {
			logger.error("The application ends with exit code " + CODE + ", since worker '" + worker.name()
					+ "' gave up (on-give-up: exit)");
			this.exit.onItsThread(() -> exit(worker));
		}
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
		return ContextRefreshedEvent.class.isAssignableFrom(type) || ContextClosedEvent.class.isAssignableFrom(type)
				|| ApplicationFailedEvent.class.isAssignableFrom(type);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ContextRefreshedEvent refreshed && refreshed.getApplicationContext() == this.context) {
			this.stage = Stage.STARTED;
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			this.stage = Stage.CLOSING;
		}
		else if (event instanceof ApplicationFailedEvent failed && failed.getApplicationContext() == this.context) {
			startFailed(failed.getException());
		}
	}

	/**
	 * Spring Boot asks no bean for the exit code of a failed refresh. So this one is
	 * given by an exit that begins before the starting thread has ended.
	 */
	private void startFailed(@Nullable Throwable failure) {
		if (failure instanceof WorkerStartException ex && ex.getWorker().gaveUp()) {
			gaveUp(ex.getWorker());
		}
		else if (failure != null) {
			startFailed(failure.getCause());
		}
	}

	private void exit(WorkerSnapshot worker) {
		switch (this.stage) {
			case STARTING -> exitWhileStarting(worker);
			case STARTED -> this.exit.inGoodOrder(CODE);
			case CLOSING -> logger.debug("The application closes already");
		}
	}

	/**
	 * To close the context is left to the shutdown hook: it waits for the refresh, and
	 * ends a wait in it that has no limit.
	 */
	private void exitWhileStarting(WorkerSnapshot worker) {
		if (worker.settings().order().awaitRunning() && !worker.condition().wasRunning()) {
			// The start fails by itself, and says why.
			awaitReport();
		}
		this.exit.throughTheHook(CODE);
	}

	private void awaitReport() {
		try {
			this.starter.join(REPORT_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private enum Stage {

		/** The context is not refreshed; or it failed to be. */
		STARTING,

		/** The context is refreshed. */
		STARTED,

		/** The context closes, or is closed. */
		CLOSING

	}

}
