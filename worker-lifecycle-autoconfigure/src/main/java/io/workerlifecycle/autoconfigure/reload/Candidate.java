package io.workerlifecycle.autoconfigure.reload;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.workerlifecycle.reload.ChangedProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A configuration that has been read and may come to hold.
 *
 * @param data what files say
 * @param before all properties that hold so far
 * @param next all properties that would hold
 */
record Candidate(ConfigData data, Properties before, Properties next) {

	/** The names of the properties that differ, sorted, as they are written now. */
	List<ConfigurationPropertyName> changedNames() {
		Set<ConfigurationPropertyName> names = new HashSet<>(this.next.values().values().keySet());
		names.addAll(this.before.values().values().keySet());
		names.removeIf((name) -> Objects.equals(text(this.before, name), text(this.next, name)));
		return names.stream().sorted(Comparator.comparing(ConfigurationPropertyName::toString)).toList();
	}

	/** The properties that differ, as people may see them. */
	List<ChangedProperty> changes(PropertyMask mask) {
		return changedNames().stream()
			.map((name) -> new ChangedProperty(name.toString(), masked(this.before, name, mask),
					masked(this.next, name, mask)))
			.toList();
	}

	private static @Nullable String text(Properties properties, ConfigurationPropertyName name) {
		EffectiveProperties.Value value = properties.values().get(name);
		return (value != null) ? value.text() : null;
	}

	private static @Nullable String masked(Properties properties, ConfigurationPropertyName name, PropertyMask mask) {
		EffectiveProperties.Value value = properties.values().get(name);
		return (value != null) ? mask.mask(name.toString(), value.text(), value.source()) : null;
	}

	/**
	 * All properties of one time.
	 *
	 * @param environment them, to be bound
	 * @param values them, to be compared
	 */
	record Properties(ConfigurableEnvironment environment, EffectiveProperties values) {

		static Properties of(ConfigurableEnvironment environment) {
			return new Properties(environment, EffectiveProperties.of(environment));
		}

	}

}
