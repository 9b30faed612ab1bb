package io.workerlifecycle.message;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessagingException;
import org.springframework.messaging.converter.MessageConversionException;

/**
 * Stands for an exception that would tell what a message says, which may be a secret: an
 * exception of Spring's messaging prints the message that it is about. It has the class,
 * the stack and the causes of that, and of its text what quotes no message.
 *
 * @since 0.1.0
 */
public final class DiscreetException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** How Spring writes a message into a text. */
	private static final Pattern QUOTE = Pattern.compile("[,; ]*failedMessage=|\\w*Message ?\\[payload=");

	private static final String UNREADABLE = "its text cannot be read: ";

	/** Exceptions may be causes of each other in a circle. */
	private static final int MOST = 100;

	private final String type;

	private final @Nullable String text;

	private DiscreetException(Throwable failure, @Nullable String text) {
		this.type = type(failure);
		this.text = text;
		if (isTold(failure::getStackTrace)) {
			setStackTrace(failure.getStackTrace());
		}
	}

	/**
	 * What may be logged or thrown on.
	 * @param failure an exception
	 * @return the same one if it and its causes quote no message, and can be read
	 */
	public static Throwable of(Throwable failure) {
		return quotes(failure, seen()) ? standIn(failure, true, seen()) : failure;
	}

	/**
	 * What may be shown to people who may not see a message: the text of any exception
	 * may quote one.
	 * @param failure an exception
	 * @return one that has its class and its stack, and no text
	 */
	public static DiscreetException withoutText(Throwable failure) {
		return standIn(failure, false, seen());
	}

	static String type(Throwable failure) {
		return (failure instanceof DiscreetException discreet) ? discreet.type : failure.getClass().getName();
	}

	private static Set<Throwable> seen() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	private static boolean quotes(@Nullable Throwable failure, Set<Throwable> seen) {
		if (failure == null || seen.size() > MOST || !seen.add(failure)) {
			return false;
		}
		if (carriesMessage(failure) || !isReadable(failure) || QUOTE.matcher(text(failure)).find()) {
			return true;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (quotes(suppressed, seen)) {
				return true;
			}
		}
		return quotes(Causes.of(failure), seen);
	}

	private static boolean carriesMessage(Throwable failure) {
		return failure instanceof MessageConversionException
				|| (failure instanceof MessagingException messaging && messaging.getFailedMessage() != null);
	}

	/**
	 * Who could not read a payload quotes it, so nothing below that is told.
	 */
	private static DiscreetException standIn(Throwable failure, boolean told, Set<Throwable> seen) {
		seen.add(failure);
		DiscreetException standIn = new DiscreetException(failure, told ? unquoted(failure) : null);
		boolean below = told && !(failure instanceof MessageConversionException);
		Throwable cause = Causes.of(failure);
		if (cause != null && seen.size() < MOST && !seen.contains(cause)) {
			standIn.initCause(standIn(cause, below, seen));
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (seen.size() < MOST && !seen.contains(suppressed)) {
				standIn.addSuppressed(standIn(suppressed, below, seen));
			}
		}
		return standIn;
	}

	private static @Nullable String unquoted(Throwable failure) {
		if (failure instanceof MessageConversionException conversion && conversion.getFailedMessage() != null) {
			return null;
		}
		String text = text(failure);
		Matcher quote = QUOTE.matcher(text);
		return quote.find() ? text.substring(0, quote.start()) : text;
	}

	/** Who logs it would stumble over it. */
	private static boolean isReadable(Throwable failure) {
		return !text(failure).startsWith(UNREADABLE) && isTold(() -> Optional.ofNullable(failure.getCause()))
				&& isTold(failure::getStackTrace);
	}

	/** Whether an exception, whose code may fail too, tells this of itself. */
	private static boolean isTold(Supplier<Object> part) {
		try {
			return part.get() != null;
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			return false;
		}
	}

	/** The text is code of users, which may throw too. */
	private static String text(Throwable failure) {
		try {
			String text = (failure instanceof DiscreetException discreet) ? discreet.text : failure.getMessage();
			return (text != null) ? text : "";
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			return UNREADABLE + ex.getClass().getName();
		}
	}

	/**
	 * The class of the exception that this one stands for.
	 * @return its name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * What that exception says.
	 * @return its text, or {@code null} if nothing of it is told
	 */
	public @Nullable String text() {
		return this.text;
	}

	@Override
	public String getMessage() {
		return (this.text == null || this.text.isEmpty()) ? this.type : this.type + ": " + this.text;
	}

}
