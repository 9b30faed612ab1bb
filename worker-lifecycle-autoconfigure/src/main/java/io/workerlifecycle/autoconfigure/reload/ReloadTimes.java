package io.workerlifecycle.autoconfigure.reload;

import org.jspecify.annotations.Nullable;

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

	private final ConfigurationReloads reloads;

	private final @Nullable FileWatch watch;

	ReloadTimes(ApplicationContext context, ConfigurationReloads reloads, @Nullable FileWatch watch) {
		this.context = context;
		this.reloads = reloads;
		this.watch = watch;
	}

	@Override
	public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
		return ApplicationReadyEvent.class.isAssignableFrom(eventType)
				|| ContextClosedEvent.class.isAssignableFrom(eventType);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context) {
			this.reloads.open();
			if (this.watch != null) {
				this.watch.begin();
			}
		}
		if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			this.reloads.close();
			if (this.watch != null) {
				this.watch.end();
			}
		}
	}

}
