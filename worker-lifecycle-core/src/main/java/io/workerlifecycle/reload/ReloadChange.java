package io.workerlifecycle.reload;

import java.util.Set;

/**
 * A new configuration, as a {@link Reloadable} bean sees it. Valid during the call that
 * it is handed to.
 *
 * @since 0.1.0
 */
public interface ReloadChange {

	/**
	 * The properties that differ from the configuration before: added, removed or with
	 * another value.
	 * @return their names as files write them, sorted; {@link #touches} reads them
	 * relaxed
	 */
	Set<String> changedNames();

	/**
	 * Whether one of the changed properties is this one or below it.
	 * @param prefix a name in canonical form, such as {@code orders.poll}
	 * @return true if so
	 */
	boolean touches(String prefix);

	/**
	 * Binds a fresh object to the new configuration, as {@code @ConfigurationProperties}
	 * are bound.
	 * @param <T> the type
	 * @param prefix the prefix of the properties
	 * @param type a record, or a class with setters
	 * @return the object, with its defaults where no property is set
	 * @throws RuntimeException if a value has the wrong type or is not valid; let it
	 * through to refuse the reload
	 */
	<T> T bind(String prefix, Class<T> type);

}
