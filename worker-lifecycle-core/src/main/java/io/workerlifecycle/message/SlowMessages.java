package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * Names each message that takes longer than it may, once, with the stack of its thread.
 * It looks four times within that time, so it may be late by a quarter.
 */
final class SlowMessages implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final MessageLoop loop;

	private final LaneGroup group;

	private final String worker;

	/** What was named, by lane. Used where the timers run. */
	private final Map<Lane, Long> named = new HashMap<>();

	private volatile @Nullable Timer timer;

	private volatile boolean closed;

	SlowMessages(MessageLoop loop, LaneGroup group, String worker) {
		this.loop = loop;
		this.group = group;
		this.worker = worker;
	}

	void watch() {
		Duration limit = limit();
		if (!this.closed && !limit.isZero()) {
			this.timer = this.loop.resources().time().schedule(limit.dividedBy(4), this::look);
		}
	}

	private void look() {
		this.group.lanes().forEach((lane) -> look(lane, lane.inFlight()));
		watch();
	}

	private void look(Lane lane, InFlight inFlight) {
		TimeSource time = this.loop.resources().time();
		Message<?> message = inFlight.first();
		long sinceNanos = inFlight.sinceNanos();
		long tookNanos = time.nanoTime() - sinceNanos;
		if (message != null && tookNanos > limit().toNanos()
				&& !Long.valueOf(sinceNanos).equals(this.named.get(lane))) {
			this.named.put(lane, sinceNanos);
			logger.warn("Worker '" + this.worker + "' has processed message " + message.getHeaders().getId() + " for "
					+ Duration.ofNanos(tookNanos).toMillis() + " ms, longer than its processing-timeout of "
					+ limit().toMillis() + " ms. It is here: " + stack(inFlight.thread()));
		}
	}

	private Duration limit() {
		return this.loop.plan().settings().processingTimeout();
	}

	private static String stack(@Nullable Thread thread) {
		return (thread == null) ? "no thread" : thread.getName() + " " + thread.getState()
				+ Arrays.stream(thread.getStackTrace()).map((frame) -> "\n\tat " + frame).collect(Collectors.joining());
	}

	@Override
	public void close() {
		this.closed = true;
		Timer current = this.timer;
		if (current != null) {
			current.cancel();
		}
	}

}
