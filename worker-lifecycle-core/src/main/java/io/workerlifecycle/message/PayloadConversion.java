package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.SmartMessageConverter;
import org.springframework.messaging.support.GenericMessage;

/**
 * Gives a worker the payloads that it takes.
 *
 * @param <T> the type of the payload
 */
final class PayloadConversion<T> {

	private final Class<T> type;

	/** Says what is in the type; {@code null} if that is all there is to say. */
	private final @Nullable PayloadParameter hint;

	private final MessageConverter converter;

	PayloadConversion(Class<T> type, @Nullable PayloadParameter hint, MessageConverter converter) {
		this.type = type;
		this.hint = hint;
		this.converter = converter;
	}

	@SuppressWarnings("unchecked")
	static <T> PayloadConversion<T> to(ResolvableType type, MessageConverter converter) {
		return new PayloadConversion<>((Class<T>) type.toClass(), isWhole(type) ? new PayloadParameter(type) : null,
				converter);
	}

	/** Whether it says more than its class does. */
	private static boolean isWhole(ResolvableType type) {
		return type.hasGenerics() && !type.hasUnresolvableGenerics();
	}

	/**
	 * Converts a payload, unless it is what is wanted already. The headers stay.
	 * @throws MessageConversionException if that cannot be done; its text has nothing of
	 * the payload
	 */
	@SuppressWarnings("unchecked")
	Message<T> convert(Message<?> message) {
		return this.type.isInstance(message.getPayload()) ? (Message<T>) message : converted(message);
	}

	private Message<T> converted(Message<?> message) {
		Object payload;
		try {
			payload = read(message);
		}
		catch (RuntimeException ex) {
			throw new MessageConversionException(
					describe(message) + " could not be converted to " + this.type.getName(), withoutMessage(ex));
		}
		if (!this.type.isInstance(payload)) {
			throw new MessageConversionException(
					"No converter turns " + describe(message) + " into " + this.type.getName());
		}
		return new GenericMessage<>(this.type.cast(payload), message.getHeaders());
	}

	private @Nullable Object read(Message<?> message) {
		return (this.hint != null && this.converter instanceof SmartMessageConverter smart)
				? smart.fromMessage(message, this.type, this.hint) : this.converter.fromMessage(message, this.type);
	}

	/** An exception of messaging prints the message that it is about. */
	private static @Nullable Throwable withoutMessage(RuntimeException failure) {
		return (failure instanceof MessagingException) ? Causes.of(failure) : failure;
	}

	private static String describe(Message<?> message) {
		return "a payload of type " + message.getPayload().getClass().getName();
	}

}
