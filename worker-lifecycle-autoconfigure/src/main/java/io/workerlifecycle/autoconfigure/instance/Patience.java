package io.workerlifecycle.autoconfigure.instance;

import java.time.Duration;
import java.util.regex.Pattern;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;

/**
 * Whether and how long a start waits for the lock. A limit that cannot be one is refused,
 * with its place and the way out.
 *
 * @param onConflict what to do while another holds the lock
 * @param limit how long to wait at most; {@code null} for ever
 */
record Patience(OnConflict onConflict, @Nullable Duration limit) {

	/** Far above any sense, far below what nanoseconds in a long can hold. */
	private static final Duration LONGEST = Duration.ofDays(36500);

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	static Patience of(Environment environment) {
		BoundProperties<InstanceProperties> bound = BoundProperties.bind(environment, InstanceProperties.PREFIX,
				InstanceProperties.class);
		String text = bound.value().waitTimeout();
		Duration limit = StringUtils.hasText(text) ? limit(text.strip(), bound.place("wait-timeout")) : null;
		return new Patience(bound.value().onConflict(), limit);
	}

	private static Duration limit(String text, String place) {
		if (BARE_NUMBER.matcher(text).matches()) {
			throw refusal(text, place, "a number without a unit",
					"Write '" + text + "s' for seconds or '" + text + "ms' for milliseconds.");
		}
		Duration limit = parse(text, place);
		if (limit.isZero() || limit.isNegative()) {
			throw refusal(text, place, "no time at all", "Write a duration above zero, such as 10m; not to wait, set "
					+ InstanceProperties.ON_CONFLICT + " to fail.");
		}
		if (limit.compareTo(LONGEST) > 0) {
			throw refusal(text, place, "longer than a hundred years",
					"Write a shorter duration, such as 10m; to wait for ever, remove it.");
		}
		return limit;
	}

	private static Duration parse(String text, String place) {
		try {
			return DurationFormatterUtils.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw refusal(text, place, "no duration", "Write it like 30s, 10m or PT10M.");
		}
	}

	private static FailureAnalyzedException refusal(String text, String place, String fault, String wayOut) {
		return new FailureAnalyzedException(
				"The limit of the wait for another instance, " + place + ", is '" + text + "', which is " + fault + ".",
				wayOut);
	}

}
