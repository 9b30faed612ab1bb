package io.workerlifecycle.autoconfigure.properties;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Chooses between what several layers say of one worker, or of a group of its settings.
 *
 * @param <S> the settings, or the group of them
 * @param group what stands before their keys, as in {@code restart.}; empty for all
 * @param layers who says something; the first that does wins
 * @since 0.1.0
 */
public record SettingChoice<S extends Record>(String group, List<BoundProperties<S>> layers) {

	/**
	 * The choice within a group, of the layers that have one.
	 * @param <G> the group
	 * @param name its key
	 * @param reading reads it
	 * @return the choice
	 */
	public <G extends Record> SettingChoice<G> in(String name, Reading<S, G> reading) {
		List<BoundProperties<G>> parts = new ArrayList<>();
		for (BoundProperties<S> layer : this.layers) {
			G part = reading.from(layer.value());
			if (part != null) {
				parts.add(new BoundProperties<>(part, layer.places()));
			}
		}
		return new SettingChoice<>(this.group + name + ".", parts);
	}

	/**
	 * The first value that is said.
	 * @param <V> its type
	 * @param setting reads it
	 * @param builtIn the value if nobody says one
	 * @return the value
	 */
	public <V> V choose(Reading<S, V> setting, V builtIn) {
		for (BoundProperties<S> layer : this.layers) {
			V value = setting.from(layer.value());
			if (value != null) {
				return value;
			}
		}
		return builtIn;
	}

	/**
	 * The first duration that is said.
	 * @param key its key
	 * @param setting reads its text
	 * @param builtIn the duration if nobody says one
	 * @return the duration
	 * @throws IllegalArgumentException if the text is none, with its place
	 */
	public Duration duration(String key, Reading<S, String> setting, Duration builtIn) {
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
	public String places(List<String> keys) {
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
	 *
	 * @param <S> the record
	 * @param <V> the value
	 */
	@FunctionalInterface
	public interface Reading<S, V> {

		/**
		 * Reads the value.
		 * @param source the record
		 * @return the value, or {@code null} if it is not there
		 */
		@Nullable V from(S source);

	}

}
