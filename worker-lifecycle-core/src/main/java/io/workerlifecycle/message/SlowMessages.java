package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Names each message that takes longer than it may, once, with the stack of its thread.
 * It looks four times within that time, so it may be late by a quarter. May be used by
 * any thread.
 */
final class SlowMessages implements AutoCloseable {

	private final MessageLoop loop;

	private final LaneGroup group;

	private final Consumer<String> log;

	/** Since when what was named last is under way, by lane. */
	private final Map<Lane, Long> named = new ConcurrentHashMap<>();

	/** Guarded by this. */
	private @Nullable Timer timer;

	/** Guarded by this. */
	private boolean closed;

	SlowMessages(MessageLoop loop, LaneGroup group, Consumer<String> log) {
		this.loop = loop;
		this.group = group;
		this.log = log;
	}

	/** Looks from now on, as often as the plan of now says. */
	synchronized void watch() {
		if (this.timer != null) {
			this.timer.cancel();
		}
		Duration limit = limit();
		this.timer = (this.closed || limit.isZero()) ? null
				: this.loop.resources().time().schedule(limit.dividedBy(4), this::look);
	}

	private void look() {
		try {
			this.group.lanes().forEach((lane) -> look(lane, lane.inFlight()));
		}
		finally {
			watch();
		}
	}

	private void look(Lane lane, InFlight inFlight) {
		Message<?> message = inFlight.first();
		long sinceNanos = inFlight.sinceNanos();
		if (message == null || sinceNanos == InFlight.RESTING || limit().isZero()) {
			return;
		}
		Duration took = Duration.ofNanos(this.loop.resources().time().nanoTime() - sinceNanos);
		if (took.compareTo(limit()) > 0 && !Long.valueOf(sinceNanos).equals(this.named.put(lane, sinceNanos))) {
			name(message, took, stack(inFlight.thread()));
		}
	}

	/** On a thread of its own: the one behind the timers must not wait for the log. */
	private void name(Message<?> message, Duration took, String stack) {
		String text = "Worker '" + this.group.worker() + "' has processed message " + MessageName.text(message)
				+ " for " + took.toMillis() + " ms, longer than its processing-timeout of " + limit().toMillis()
				+ " ms. It is here: " + stack;
		MessageResources resources = this.loop.resources();
		Thread telling = resources.threads()
			.newThread(() -> resources.logContext()
				.run(LogContext.WORKER, this.group.worker(), () -> this.log.accept(text)));
		telling.setName("worker-" + this.group.worker() + "-slow-message");
		telling.start();
	}

	private Duration limit() {
		return this.loop.plan().settings().processingTimeout();
	}

	private static String stack(@Nullable Thread thread) {
		return (thread == null) ? "no thread" : thread.getName() + " " + thread.getState()
				+ Arrays.stream(thread.getStackTrace()).map((frame) -> "\n\tat " + frame).collect(Collectors.joining());
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		watch();
	}

}
