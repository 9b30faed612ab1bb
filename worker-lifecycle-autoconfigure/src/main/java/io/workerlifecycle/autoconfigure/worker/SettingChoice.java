package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between what several layers say of one worker, or of a group of its settings.
 *
 * @param <S> the settings, or the group of them
 * @param group what stands before their keys, as in {@code restart.}; empty for all
 * @param layers who says something; the first that does wins
 */
record SettingChoice<S extends Record>(String group, List<BoundProperties<S>> layers) {

	/** The choice within a group, of the layers that have one. */
	<G extends Record> SettingChoice<G> in(String name, Reading<S, G> reading) {
		List<BoundProperties<G>> parts = new ArrayList<>();
		for (BoundProperties<S> layer : this.layers) {
			G part = reading.from(layer.value());
			if (part != null) {
				parts.add(new BoundProperties<>(part, layer.places()));
			}
		}
		return new SettingChoice<>(this.group + name + ".", parts);
	}

	<V> V choose(Reading<S, V> setting, V builtIn) {
		for (BoundProperties<S> layer : this.layers) {
			V value = setting.from(layer.value());
			if (value != null) {
				return value;
			}
		}
		return builtIn;
	}

	Duration duration(String key, Reading<S, String> setting, Duration builtIn) {
		for (BoundProperties<S> layer : this.layers) {
			String text = setting.from(layer.value());
			if (text != null) {
				return new DurationText(text, layer.place(this.group + key)).parse();
			}
		}
		return builtIn;
	}

	/**
	 * Where the values of some keys stand.
	 * @return the places that are known, as the end of a sentence; those of built in
	 * values are not
	 */
	String places(List<String> keys) {
		String places = keys.stream().flatMap(this::place).collect(Collectors.joining(" and "));
		return places.isEmpty() ? "" : ", by " + places;
	}

	private Stream<String> place(String key) {
		return this.layers.stream()
			.filter((layer) -> layer.places().containsKey(key))
			.map((layer) -> layer.place(key))
			.limit(1);
	}

	/**
	 * Reads one value of a record, if it is there.
	 */
	@FunctionalInterface
	interface Reading<S, V> {

		@Nullable V from(S source);

	}

}
