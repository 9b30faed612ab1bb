package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;

/**
 * Counts the senders that the channels of one worker refuse, and those that they hold.
 */
final class SenderWatch implements ChannelInterceptor {

	private final Counter refused;

	private final AtomicInteger underWay = new AtomicInteger();

	private final List<InterceptableChannel> channels = new CopyOnWriteArrayList<>();

	SenderWatch(Counter refused) {
		this.refused = refused;
	}

	/** Watches these channels from now on, and no others. */
	void watch(List<InterceptableChannel> next) {
		List<InterceptableChannel> before = List.copyOf(this.channels);
		before.stream().filter((channel) -> !next.contains(channel)).forEach(this::leave);
		next.stream().filter((channel) -> !before.contains(channel)).forEach(this::join);
	}

	private void join(InterceptableChannel channel) {
		this.channels.add(channel);
		channel.addInterceptor(this);
	}

	private void leave(InterceptableChannel channel) {
		channel.removeInterceptor(this);
		this.channels.remove(channel);
	}

	/**
	 * How many senders wait for a channel to take their message.
	 */
	int underWay() {
		return this.underWay.get();
	}

	@Override
	public Message<?> preSend(Message<?> message, MessageChannel channel) {
		this.underWay.incrementAndGet();
		return message;
	}

	/** What failed was not refused. */
	@Override
	public void afterSendCompletion(Message<?> message, MessageChannel channel, boolean sent,
			@Nullable Exception failure) {
		this.underWay.decrementAndGet();
		if (!sent && failure == null) {
			this.refused.increment();
		}
	}

}
