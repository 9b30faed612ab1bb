package io.workerlifecycle.autoconfigure.actuate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Spring Boot's closing of the meter registries, put off until the last life cycle has
 * stopped. A registry that pushes does so for the last time when it is closed; Spring
 * Boot closes it when the context begins to close, and what stops after that would show
 * nowhere.
 */
final class LateRegistryCloser implements ApplicationListener<ContextClosedEvent>, SmartLifecycle {

	private final Queue<ContextClosedEvent> waiting = new ConcurrentLinkedQueue<>();

	private final ApplicationListener<ContextClosedEvent> closer;

	/** Written by the life cycle of the context, one call at a time. */
	private volatile boolean running;

	LateRegistryCloser(ApplicationListener<ContextClosedEvent> closer) {
		this.closer = closer;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.waiting.add(event);
		if (!this.running) {
			handOver();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		handOver();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The lowest: started first, stopped last, and before any bean is destroyed.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void handOver() {
		for (ContextClosedEvent event = this.waiting.poll(); event != null; event = this.waiting.poll()) {
			this.closer.onApplicationEvent(event);
		}
	}

}
