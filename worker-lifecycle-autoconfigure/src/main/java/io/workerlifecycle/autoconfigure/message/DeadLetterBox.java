package io.workerlifecycle.autoconfigure.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.message.MessageSource;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The dead-letter channel of one worker.
 */
final class DeadLetterBox {

	private static final String OWN_HEADERS = "deadLetter_*";

	private final String worker;

	private final PollableChannel channel;

	private final @Nullable PlatformTransactionManager transactions;

	private final Map<String, PollableChannel> sources;

	/**
	 * Creates the box of a worker.
	 * @param transactions those of the channel, or {@code null} for one in memory
	 */
	DeadLetterBox(AdaptedWorker worker, PollableChannel channel, @Nullable PlatformTransactionManager transactions) {
		this.worker = worker.name();
		this.channel = channel;
		this.transactions = transactions;
		this.sources = worker.plan()
			.sources()
			.stream()
			.collect(Collectors.toMap(MessageSource::name, MessageSource::channel, (one, other) -> one));
	}

	List<DeadLetter> list() {
		List<DeadLetter> letters = new ArrayList<>();
		open((taken) -> {
			taken.stream().filter(this::isOwn).map(DeadLetterBox::letter).forEach(letters::add);
			return List.of();
		});
		return letters;
	}

	int replay(@Nullable String id) {
		int[] sent = new int[1];
		open((taken) -> {
			List<Message<?>> gone = taken.stream()
				.filter((message) -> isOwn(message) && (id == null || id.equals(id(message))))
				.filter(this::send)
				.toList();
			sent[0] = gone.size();
			return gone;
		});
		return sent[0];
	}

	private void open(Opening opening) {
		if (this.transactions == null) {
			openInMemory(opening);
			return;
		}
		TransactionTemplate transaction = new TransactionTemplate(this.transactions);
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> {
			List<Message<?>> taken = take();
			List<Message<?>> gone = opening.open(taken);
			if (gone.isEmpty()) {
				status.setRollbackOnly();
			}
			else {
				putBack(taken, gone);
			}
		});
	}

	/** What is taken out of memory has to be put back whatever happens. */
	private void openInMemory(Opening opening) {
		List<Message<?>> taken = take();
		List<Message<?>> gone = List.of();
		try {
			gone = opening.open(taken);
		}
		finally {
			putBack(taken, gone);
		}
	}

	private List<Message<?>> take() {
		List<Message<?>> taken = new ArrayList<>();
		Message<?> message = this.channel.receive(0);
		while (message != null) {
			taken.add(message);
			message = (taken.size() < DeadLetters.MOST) ? this.channel.receive(0) : null;
		}
		return taken;
	}

	private void putBack(List<Message<?>> taken, List<Message<?>> gone) {
		taken.stream().filter((message) -> !gone.contains(message)).forEach(this.channel::send);
	}

	private boolean send(Message<?> letter) {
		MessageChannel source = this.sources.get(text(letter, DeadLetterHeaders.CHANNEL));
		return source != null && send(restored(letter), source);
	}

	private static boolean send(Message<?> message, MessageChannel channel) {
		try {
			return channel.send(message, 0);
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

	/**
	 * What is done with the letters of a box while it is open.
	 */
	@FunctionalInterface
	private interface Opening {

		/**
		 * Does it.
		 * @return those that leave the box
		 */
		List<Message<?>> open(List<Message<?>> taken);

	}

}
