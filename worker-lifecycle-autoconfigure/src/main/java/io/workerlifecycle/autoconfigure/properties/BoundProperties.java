package io.workerlifecycle.autoconfigure.properties;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

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
	 * Binds a prefix.
	 * @param <T> the type of record
	 * @param environment where properties come from
	 * @param prefix the prefix
	 * @param type a record whose components may be null
	 * @return the record and its places
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * has the wrong type
	 */
	public static <T extends Record> BoundProperties<T> bind(Environment environment, String prefix, Class<T> type) {
		PlacesBindHandler handler = new PlacesBindHandler(prefix);
		T value = Binder.get(environment).bindOrCreate(prefix, Bindable.of(type), handler);
		return new BoundProperties<>(value, handler.places());
	}

	/**
	 * Where the value of a key stands.
	 * @param key the key below the prefix
	 * @return the property and its origin, in words for people
	 */
	public String place(String key) {
		return this.places.getOrDefault(key, "property '" + key + "'");
	}

}
