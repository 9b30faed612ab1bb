package io.workerlifecycle.autoconfigure.message;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.message.HandoverChannel;
import io.workerlifecycle.message.MessageSource;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.MessageBuilder;

/**
 * The dead-letter channel of one worker.
 */
final class DeadLetterBox {

	private static final String OWN_HEADERS = "deadLetter_*";

	/** How long to wait for a worker that takes what is handed over. */
	private static final long TAKER_MILLIS = 1000;

	private final String worker;

	private final DeadLetterChannel channel;

	private final Map<String, PollableChannel> sources;

	private final NamedBeans channels;

	/**
	 * Looks into a channel.
	 * @param channels where letters came from that came from nowhere where the worker
	 * takes messages now
	 */
	DeadLetterBox(AdaptedWorker worker, DeadLetterChannel channel, NamedBeans channels) {
		this.worker = worker.name();
		this.channel = channel;
		this.channels = channels;
		this.sources = worker.plan()
			.sources()
			.stream()
			.collect(Collectors.toMap(MessageSource::name, MessageSource::channel, (one, other) -> one));
	}

	String worker() {
		return this.worker;
	}

	List<DeadLetter> list() {
		return this.channel.find(this::isOwn).stream().map(DeadLetterBox::letter).toList();
	}

	int replay(@Nullable String id) {
		AtomicInteger sent = new AtomicInteger();
		Set<Object> absent = new HashSet<>();
		this.channel.release((message) -> isOwn(message) && (id == null || id.equals(id(message))), (message) -> {
			boolean gone = send(message, absent);
			if (gone) {
				sent.incrementAndGet();
			}
			return gone;
		});
		return sent.get();
	}

	/** Where nobody took one that was handed over, nobody is waited for again. */
	private boolean send(Message<?> letter, Set<Object> absent) {
		MessageChannel source = source(text(letter, DeadLetterHeaders.CHANNEL));
		if (source == null || absent.contains(source)) {
			return false;
		}
		boolean handedOver = source instanceof HandoverChannel;
		boolean sent = send(restored(letter), source, handedOver ? TAKER_MILLIS : 0);
		if (handedOver && !sent) {
			absent.add(source);
		}
		return sent;
	}

	private @Nullable MessageChannel source(String name) {
		PollableChannel source = this.sources.get(name);
		return (source == null && this.channels.find(name) instanceof PollableChannel channel) ? channel : source;
	}

	/**
	 * Sends a message without waiting for room.
	 * @return false if there is none
	 */
	static boolean send(Message<?> message, MessageChannel channel) {
		return send(message, channel, 0);
	}

	private static boolean send(Message<?> message, MessageChannel channel, long waitMillis) {
		try {
			return channel.send(message, waitMillis);
		}
		catch (MessagingException ex) {
			throw DiscreetException.withoutText(ex);
		}
	}

	/**
	 * With headers of its own: those of an accessor get another id when they are
	 * serialized, by which no store finds its row.
	 */
	private static Message<?> restored(Message<?> letter) {
		return MessageBuilder.fromMessage(letter).removeHeaders(OWN_HEADERS).build();
	}

	private boolean isOwn(Message<?> message) {
		return this.worker.equals(message.getHeaders().get(DeadLetterHeaders.WORKER));
	}

	private static DeadLetter letter(Message<?> message) {
		Object original = message.getHeaders().get(DeadLetterHeaders.ORIGINAL_ID);
		Integer attempts = message.getHeaders().get(DeadLetterHeaders.ATTEMPTS, Integer.class);
		Long failedAt = message.getHeaders().get(DeadLetterHeaders.FAILED_AT, Long.class);
		return new DeadLetter(id(message), text(message, DeadLetterHeaders.WORKER),
				text(message, DeadLetterHeaders.CHANNEL), (original != null) ? original.toString() : null,
				message.getPayload().getClass().getName(), text(message, DeadLetterHeaders.EXCEPTION),
				(attempts != null) ? attempts : 0, Instant.ofEpochMilli((failedAt != null) ? failedAt : 0));
	}

	private static String id(Message<?> message) {
		UUID id = message.getHeaders().getId();
		return (id != null) ? id.toString() : "";
	}

	private static String text(Message<?> message, String header) {
		return String.valueOf(message.getHeaders().get(header));
	}

}
