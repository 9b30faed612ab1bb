package io.workerlifecycle.message;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * What one lane has under way. Written by the lane's thread, read by any.
 */
final class InFlight {

	private final AtomicReference<@Nullable Message<?>> first = new AtomicReference<>();

	/** Written before the message, so that who sees that sees this or a later one. */
	private volatile long sinceNanos;

	private volatile int count;

	private volatile @Nullable Thread thread;

	void lane(Thread own) {
		this.thread = own;
	}

	void begin(Message<?> message, int messages, long nowNanos) {
		this.sinceNanos = nowNanos;
		this.count = messages;
		this.first.lazySet(message);
	}

	void end() {
		this.first.lazySet(null);
	}

	@Nullable Message<?> first() {
		return this.first.get();
	}

	int count() {
		return (this.first.get() != null) ? this.count : 0;
	}

	long sinceNanos() {
		return this.sinceNanos;
	}

	@Nullable Thread thread() {
		return this.thread;
	}

}
