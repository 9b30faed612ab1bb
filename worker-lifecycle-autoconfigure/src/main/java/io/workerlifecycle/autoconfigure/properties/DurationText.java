package io.workerlifecycle.autoconfigure.properties;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * A duration as somebody wrote it. A bare number is refused: it means seconds to some and
 * milliseconds to others.
 *
 * @param text such as {@code 10s}, {@code 1m30s} or {@code PT10S}
 * @param place where the text stands, in words for people
 * @since 0.1.0
 */
public record DurationText(String text, String place) {

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	/**
	 * Reads it.
	 * @return the duration
	 * @throws IllegalArgumentException if it is none, with the place and the way out
	 */
	public Duration parse() {
		if (BARE_NUMBER.matcher(this.text).matches()) {
			throw new IllegalArgumentException(this.place + " is '" + this.text + "', a number without a unit. Write '"
					+ this.text + "s' for seconds or '" + this.text + "ms' for milliseconds");
		}
		try {
			return DurationFormatterUtils.detectAndParse(this.text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					this.place + " is '" + this.text + "', which is no duration. Write it like 10s, 1m30s or PT10S",
					ex);
		}
	}

}
