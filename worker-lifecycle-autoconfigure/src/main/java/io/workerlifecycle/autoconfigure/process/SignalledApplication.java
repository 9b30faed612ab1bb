package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.Executor;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.Reloads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * An application that reloads by a signal. What comes before it is ready is kept, and
 * several signals of that time are one.
 */
final class SignalledApplication {

	private static final Log logger = LogFactory.getLog(SignalledApplication.class);

	private final ReloadSignal signal;

	/** Hands over from the threads of signals, whose context class loader is not ours. */
	private final Executor line;

	/** Where the application stands; used on the line only. */
	private Stage stage = new Stage.Starting(false);

	/**
	 * Creates an application that is about to start.
	 * @param signal the signal
	 * @param line runs what it is handed one by one, in order
	 */
	SignalledApplication(ReloadSignal signal, Executor line) {
		this.signal = signal;
		this.line = line;
	}

	ReloadSignal signal() {
		return this.signal;
	}

	/** The signal has come. */
	void received() {
		this.line.execute(this::reload);
	}

	/** The application can reload from now on. */
	void ready(Reloads reloads) {
		this.line.execute(() -> {
			boolean asked = this.stage instanceof Stage.Starting starting && starting.asked();
			this.stage = new Stage.Ready(reloads);
			if (asked) {
				reload();
			}
		});
	}

	/** The application reloads no more. */
	void closed() {
		this.line.execute(() -> this.stage = new Stage.Closed());
	}

	private void reload() {
		if (this.stage instanceof Stage.Ready ready) {
			logger.debug("SIG" + this.signal + " has come, and the configuration is reloaded");
			ready.reloads().request(ReloadCause.SIGNAL);
		}
		else if (this.stage instanceof Stage.Starting starting) {
			if (!starting.asked()) {
				logger.info(
						"SIG" + this.signal + " has come; the configuration is reloaded once the application is ready");
			}
			this.stage = new Stage.Starting(true);
		}
	}

	/**
	 * Makes what tells this where its context stands.
	 * @param context the context
	 * @param signals the signals of the process
	 */
	SmartApplicationListener follower(ApplicationContext context, ProcessSignals signals) {
		return new Follower(context, signals);
	}

	private sealed interface Stage {

		record Starting(boolean asked) implements Stage {
		}

		record Ready(Reloads reloads) implements Stage {
		}

		record Closed() implements Stage {
		}

	}

	private final class Follower implements SmartApplicationListener {

		private final ApplicationContext context;

		private final ProcessSignals signals;

		Follower(ApplicationContext context, ProcessSignals signals) {
			this.context = context;
			this.signals = signals;
		}

		@Override
		public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
			return ApplicationReadyEvent.class.isAssignableFrom(type)
					|| ContextClosedEvent.class.isAssignableFrom(type);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context) {
				Reloads reloads = this.context.getBeanProvider(Reloads.class).getIfAvailable();
				if (reloads != null) {
					ready(reloads);
				}
				else {
					this.signals.giveBack(SignalledApplication.this);
				}
			}
			else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
				closed();
				this.signals.leave(SignalledApplication.this);
			}
		}

	}

}
