package io.workerlifecycle.message;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * What one lane has under way. Written by the lane's thread, read by any.
 */
final class InFlight {

	/** The time of a lane that waits, and works on nothing. */
	static final long RESTING = Long.MIN_VALUE;

	/**
	 * There until the lane takes others, or finds none: to put away a reference costs
	 * more than all else here.
	 */
	private final AtomicReference<@Nullable Message<?>> first = new AtomicReference<>();

	/** Written before the message, so that who sees that sees this or a later one. */
	private final AtomicLong sinceNanos = new AtomicLong(RESTING);

	/** None when they are over. Written after the message. */
	private final AtomicInteger count = new AtomicInteger();

	private volatile @Nullable Thread thread;

	void lane(Thread own) {
		this.thread = own;
	}

	void begin(Message<?> message, int messages, long nowNanos) {
		this.sinceNanos.lazySet(nowNanos);
		this.first.lazySet(message);
		this.count.lazySet(messages);
	}

	/** The lane waits before it goes on with the same messages. */
	void rest() {
		this.sinceNanos.lazySet(RESTING);
	}

	void goOn(long nowNanos) {
		this.sinceNanos.lazySet(nowNanos);
	}

	void end() {
		this.count.lazySet(0);
	}

	/** The lane has found no others. */
	void release() {
		this.first.lazySet(null);
	}

	/** The first of the last messages that the lane took, for its own thread. */
	@Nullable Message<?> last() {
		return this.first.get();
	}

	@Nullable Message<?> first() {
		return (this.count.get() > 0) ? this.first.get() : null;
	}

	int count() {
		return this.count.get();
	}

	/** Since when the lane works on them, or {@link #RESTING}. */
	long sinceNanos() {
		return this.sinceNanos.get();
	}

	@Nullable Thread thread() {
		return this.thread;
	}

}
