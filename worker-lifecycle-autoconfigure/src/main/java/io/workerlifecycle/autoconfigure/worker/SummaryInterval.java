package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;

import io.workerlifecycle.autoconfigure.properties.DurationText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The time between two summaries, as somebody wrote it.
 *
 * @param text such as {@code 10m}; nothing means never
 */
record SummaryInterval(@Nullable String text) {

	private static final String PROPERTY = "worker-lifecycle.summary-interval";

	Duration parse() {
		Duration interval = (this.text != null) ? parse(this.text) : Duration.ZERO;
		if (interval.isNegative()) {
			throw new InvalidConfigurationPropertyValueException(PROPERTY, this.text,
					"It must not be negative. Write it like 10m, or 0s for no summary.");
		}
		return interval;
	}

	private static Duration parse(String text) {
		try {
			return new DurationText(text, "It").parse();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(PROPERTY, text, ex.getMessage() + ".", ex);
		}
	}

}
