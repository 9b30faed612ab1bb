package io.workerlifecycle.autoconfigure.properties;

import java.util.Collection;
import java.util.List;

import io.workerlifecycle.name.RelaxedName;

/**
 * Keys that only some of the things of a kind have, such as those of message workers.
 *
 * @param noun what such a thing is called, as in {@code message worker}
 * @param type the record that the keys are bound to
 * @param names the names of those that have them
 * @since 0.1.0
 */
public record KeysOfSome(String noun, Class<? extends Record> type, Collection<String> names) {

	/**
	 * Keeps the names from changing.
	 */
	public KeysOfSome {
		names = List.copyOf(names);
	}

	boolean areOf(RelaxedName name) {
		return this.names.stream().map(RelaxedName::of).anyMatch(name::equals);
	}

	RecordKeys keys() {
		return new RecordKeys(this.type);
	}

}
