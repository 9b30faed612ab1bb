package io.workerlifecycle.autoconfigure.properties;

import java.util.Map;

/**
 * What a prefix was bound to, and where each value stands.
 *
 * @param <T> the type of record
 * @param value the record; components that no property sets are null
 * @param places the property and its origin in words for people, by key, as in
 * {@code stop-timeout} or {@code restart.policy}
 * @since 0.1.0
 */
public record BoundProperties<T extends Record>(T value, Map<String, String> places) {

	/**
	 * Where the value of a key stands.
	 * @param key the key below the prefix
	 * @return the property and its origin, in words for people
	 */
	public String place(String key) {
		return this.places.getOrDefault(key, "property '" + key + "'");
	}

}
