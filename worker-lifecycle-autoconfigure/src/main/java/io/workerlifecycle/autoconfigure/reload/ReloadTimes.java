package io.workerlifecycle.autoconfigure.reload;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;

/**
 * Lets reloads run while the own application is ready. What becomes of other contexts, of
 * a child too, is not its business.
 */
final class ReloadTimes implements SmartApplicationListener {

	private final ApplicationContext context;

	private final Runnable ready;

	private final Runnable closed;

	ReloadTimes(ApplicationContext context, Runnable ready, Runnable closed) {
		this.context = context;
		this.ready = ready;
		this.closed = closed;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
		return ApplicationReadyEvent.class.isAssignableFrom(eventType)
				|| ContextClosedEvent.class.isAssignableFrom(eventType);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent own && own.getApplicationContext() == this.context) {
			this.ready.run();
		}
		if (event instanceof ContextClosedEvent own && own.getApplicationContext() == this.context) {
			this.closed.run();
		}
	}

}
