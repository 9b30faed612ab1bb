package io.workerlifecycle.alert;

import org.jspecify.annotations.Nullable;

/**
 * Text for people, made of words and an exception that somebody else has written.
 */
final class AlertMessage {

	private static final int MAX_LENGTH = 2_000;

	private static final String CUT = " …";

	private AlertMessage() {
	}

	static String of(String words, @Nullable Throwable cause) {
		String message = (cause != null) ? words + ": " + text(cause) : words;
		return (message.length() <= MAX_LENGTH) ? message : message.substring(0, MAX_LENGTH - CUT.length()) + CUT;
	}

	private static String text(Throwable cause) {
		try {
			return String.valueOf(cause);
		}
		catch (Throwable ex) {
			// Of any kind: what could not be read must not hide that there was a failure.
			return cause.getClass().getName() + " (its text cannot be read)";
		}
	}

}
