package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.regex.Pattern;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Reads the budget of the stop. What cannot be one is refused, with its place and the way
 * out.
 *
 * @since 0.1.0
 */
public final class ShutdownBudget {

	/** Far above any sense, far below what nanoseconds in a long can hold. */
	private static final Duration LONGEST = Duration.ofDays(36500);

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	private final String text;

	private final String place;

	private ShutdownBudget(BoundProperties<ShutdownProperties> bound) {
		this.text = bound.value().budget().strip();
		this.place = bound.place("budget");
	}

	/**
	 * Reads the budget.
	 * @param environment where properties come from
	 * @return how long workers and jobs together may take to stop
	 */
	public static Duration of(Environment environment) {
		return new ShutdownBudget(
				BoundProperties.bind(environment, ShutdownProperties.PREFIX, ShutdownProperties.class))
			.read();
	}

	private Duration read() {
		if (BARE_NUMBER.matcher(this.text).matches()) {
			throw refusal("a number without a unit",
					"Write '" + this.text + "s' for seconds or '" + this.text + "ms' for milliseconds.");
		}
		Duration budget = parse();
		if (budget.isZero() || budget.isNegative()) {
			throw refusal("no time at all", "Write a duration above zero, such as 25s.");
		}
		if (budget.compareTo(LONGEST) > 0) {
			throw refusal("longer than a hundred years", "Write a shorter duration, such as 25s.");
		}
		return budget;
	}

	private Duration parse() {
		try {
			return DurationFormatterUtils.detectAndParse(this.text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw refusal("no duration", "Write it like 25s, 1m30s or PT25S.");
		}
	}

	private FailureAnalyzedException refusal(String fault, String wayOut) {
		return new FailureAnalyzedException(
				"The budget of the stop, " + this.place + ", is '" + this.text + "', which is " + fault + ".", wayOut);
	}

}
