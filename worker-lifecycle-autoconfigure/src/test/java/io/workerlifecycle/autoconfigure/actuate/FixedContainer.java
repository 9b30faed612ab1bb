package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A listener container that a test starts, stops and breaks.
 */
final class FixedContainer implements ListenerContainer, ListenerContainer.Pausing, SmartLifecycle {

	final List<String> calls = new CopyOnWriteArrayList<>();

	private final String id;

	private final String kind;

	volatile boolean running = true;

	volatile boolean wanted = true;

	volatile boolean whole = true;

	volatile boolean paused;

	volatile @Nullable RuntimeException startFailure;

	/** Whether the next stop lasts until {@link #release}. */
	volatile boolean holdsItsStop;

	volatile @Nullable Runnable held;

	FixedContainer(String id, String kind) {
		this.id = id;
		this.kind = kind;
	}

	static FixedContainer kafka(String id) {
		return new FixedContainer(id, "kafka-listener");
	}

	static FixedContainer jms(String id) {
		return new FixedContainer(id, "jms-listener");
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String kind() {
		return this.kind;
	}

	@Override
	public SmartLifecycle lifecycle() {
		return this;
	}

	@Override
	public boolean isWanted() {
		return this.wanted;
	}

	@Override
	public boolean isWhole() {
		return this.whole;
	}

	@Override
	public @Nullable Pausing pausing() {
		return this.kind.equals("kafka-listener") ? this : null;
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	@Override
	public void pause() {
		this.paused = true;
	}

	@Override
	public void resume() {
		this.paused = false;
	}

	@Override
	public void start() {
		this.calls.add("start");
		RuntimeException failure = this.startFailure;
		if (failure != null) {
			throw failure;
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.calls.add("stop");
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		if (this.holdsItsStop) {
			this.holdsItsStop = false;
			this.held = callback;
			return;
		}
		stop();
		callback.run();
	}

	void release() {
		Runnable callback = this.held;
		this.held = null;
		if (callback != null) {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
