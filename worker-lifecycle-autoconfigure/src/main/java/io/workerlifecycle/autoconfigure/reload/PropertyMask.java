package io.workerlifecycle.autoconfigure.reload;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertySource;

/**
 * Hides what people must not see of the value of a property. A bean of this type takes
 * the place of the starter's own, which goes by the name of the property.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PropertyMask {

	/** What is shown in place of a value. */
	String MASK = "******";

	/**
	 * Hides a value, or a part of it.
	 * @param name the name of the property, as a file writes it
	 * @param value its value, placeholders resolved
	 * @param source where it is from, {@code null} if that is not known
	 * @return what people may see
	 */
	String mask(String name, String value, @Nullable PropertySource<?> source);

}
