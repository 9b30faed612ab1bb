package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Chooses between what is said of one worker and of all: the worker's own properties,
 * then its annotation, then the defaults.
 *
 * @param named the worker's own properties
 * @param defaults the defaults of all workers
 */
record SettingChoice(BoundProperties<WorkerProperties> named, BoundProperties<WorkerProperties> defaults) {

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	<V> V choose(Reading<WorkerProperties, V> property, @Nullable V annotated, V builtIn) {
		V own = property.from(this.named.value());
		if (own != null) {
			return own;
		}
		if (annotated != null) {
			return annotated;
		}
		V common = property.from(this.defaults.value());
		return (common != null) ? common : builtIn;
	}

	Duration duration(String key, Reading<WorkerProperties, String> property, Duration builtIn) {
		String own = property.from(this.named.value());
		if (own != null) {
			return parse(own, this.named.place(key));
		}
		String common = property.from(this.defaults.value());
		return (common != null) ? parse(common, this.defaults.place(key)) : builtIn;
	}

	/**
	 * Where the values of some keys stand.
	 * @return the places that are known, as the end of a sentence; those of built in
	 * values and annotations are not
	 */
	String places(List<String> keys) {
		String places = keys.stream().flatMap(this::place).collect(Collectors.joining(" and "));
		return places.isEmpty() ? "" : ", by " + places;
	}

	private Stream<String> place(String key) {
		return Stream.of(this.named, this.defaults)
			.filter((bound) -> bound.places().containsKey(key))
			.map((bound) -> bound.place(key))
			.limit(1);
	}

	private static Duration parse(String text, String place) {
		if (BARE_NUMBER.matcher(text).matches()) {
			throw new IllegalArgumentException(place + " is '" + text + "', a number without a unit. Write '" + text
					+ "s' for seconds or '" + text + "ms' for milliseconds");
		}
		try {
			return DurationFormatterUtils.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					place + " is '" + text + "', which is no duration. Write it like 10s, 1m30s or PT10S", ex);
		}
	}

	/**
	 * Reads one value of a record, if it is there.
	 */
	@FunctionalInterface
	interface Reading<S, V> {

		@Nullable V from(S source);

	}

}
