package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;

/**
 * Properties of alerts. The duration is text, since a bare number is refused.
 *
 * @param enabled Whether there are alerts at all.
 * @param log Whether alerts are written into the log, one line each.
 * @param repeatInterval Minimum time between two alerts about a problem that is still
 * there.
 */
@ConfigurationProperties("worker-lifecycle.alerts")
record AlertProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean log,
		@DefaultValue("1h") String repeatInterval) {

	static final String PREFIX = "worker-lifecycle.alerts";

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	AlertProperties {
		parse(repeatInterval);
	}

	Duration repeatDuration() {
		return parse(this.repeatInterval);
	}

	private static Duration parse(String text) {
		require(!BARE_NUMBER.matcher(text).matches(), text, "a number without a unit");
		Duration duration = read(text);
		require(!duration.isNegative(), text, "negative");
		return duration;
	}

	private static Duration read(String text) {
		try {
			return DurationFormatterUtils.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(fault(text, "no duration"), ex);
		}
	}

	private static void require(boolean condition, String text, String fault) {
		Assert.isTrue(condition, () -> fault(text, fault));
	}

	private static String fault(String text, String fault) {
		return PREFIX + ".repeat-interval is '" + text + "', which is " + fault + ". Write it like 30m, 1h or PT1H";
	}

}
