package io.workerlifecycle.autoconfigure.reload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The properties of an environment as they count: each name once, with the value of its
 * strongest source, placeholders resolved. Properties of sources that cannot list theirs
 * are not among them. A random value stays the placeholder that it is written as, since
 * it is another one each time it is read.
 *
 * @param values by name; names that are equal relaxed are one
 */
record EffectiveProperties(Map<ConfigurationPropertyName, Value> values) {

	static EffectiveProperties of(ConfigurableEnvironment environment) {
		List<PropertySource<?>> known = environment.getPropertySources()
			.stream()
			.filter((source) -> !FileSources.isAttached(source) && !isRandom(source))
			.<PropertySource<?>>map((source) -> source)
			.toList();
		DetachedEnvironment fixed = new DetachedEnvironment(environment, known).relaxed();
		return new EffectiveProperties(
				read(ConfigurationPropertySources.get(fixed), new PropertySourcesPlaceholdersResolver(fixed)));
	}

	@Nullable Value get(ConfigurationPropertyName name) {
		return this.values.get(name);
	}

	private static Map<ConfigurationPropertyName, Value> read(Iterable<ConfigurationPropertySource> sources,
			PlaceholdersResolver placeholders) {
		Map<ConfigurationPropertyName, Value> values = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> !name.isEmpty() && !values.containsKey(name))
					.map((name) -> strongest(name, sources))
					.filter(Objects::nonNull)
					.forEach((property) -> values.put(property.getName(), value(property, placeholders)));
			}
		}
		return values;
	}

	private static @Nullable ConfigurationProperty strongest(ConfigurationPropertyName name,
			Iterable<ConfigurationPropertySource> sources) {
		for (ConfigurationPropertySource source : sources) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	private static Value value(ConfigurationProperty property, PlaceholdersResolver placeholders) {
		ConfigurationPropertySource source = property.getSource();
		return new Value(text(property.getValue(), placeholders),
				(source != null && source.getUnderlyingSource() instanceof PropertySource<?> own) ? own : null);
	}

	private static String text(Object value, PlaceholdersResolver placeholders) {
		try {
			return String.valueOf(placeholders.resolvePlaceholders(value));
		}
		catch (IllegalArgumentException ex) {
			// A circle, which is of no interest unless somebody needs the property.
			return String.valueOf(value);
		}
	}

	private static boolean isRandom(PropertySource<?> source) {
		return source instanceof RandomValuePropertySource || "cachedrandom".equals(source.getName());
	}

	/**
	 * The value of a property.
	 *
	 * @param text the value as text
	 * @param source where it is from, {@code null} if that is not known
	 */
	record Value(String text, @Nullable PropertySource<?> source) {
	}

}
