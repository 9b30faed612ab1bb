package io.workerlifecycle.reload;

import org.jspecify.annotations.Nullable;

/**
 * A property that a reload changes, for people: what must stay secret is masked.
 *
 * @param name the name as a file writes it
 * @param before the value before, {@code null} if there was none
 * @param after the value from now on, {@code null} if there is none
 * @since 0.1.0
 */
public record ChangedProperty(String name, @Nullable String before, @Nullable String after) {
}
