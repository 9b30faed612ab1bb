package io.workerlifecycle.autoconfigure.properties;

import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.workerlifecycle.name.RelaxedName;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The names below a prefix that properties may speak of. Binding a name that no property
 * has costs much, and leaves much in the caches of Spring Boot; this costs a look into a
 * tree. It says yes too often rather than too seldom: where a property speaks of a longer
 * name that begins so, and always where a source cannot list its properties. Immutable.
 */
final class MentionedNames {

	private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

	private final String prefix;

	/** Letters and digits alone, since a variable has no dots and dashes. */
	private final NavigableSet<String> properties = new TreeSet<>();

	private final boolean listed;

	/**
	 * Looks once; properties that come later are not seen.
	 * @param environment where properties come from
	 * @param prefix what stands before the name
	 */
	MentionedNames(Environment environment, String prefix) {
		this.prefix = uniform(prefix);
		boolean allListed = true;
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			allListed &= add(source, ConfigurationPropertyName.of(prefix));
		}
		this.listed = allListed;
	}

	boolean mayContain(RelaxedName name) {
		String beginning = this.prefix + name.uniform();
		String property = this.properties.ceiling(beginning);
		return !this.listed || (property != null && property.startsWith(beginning));
	}

	private boolean add(ConfigurationPropertySource source, ConfigurationPropertyName root) {
		if (source instanceof IterableConfigurationPropertySource iterable) {
			iterable.stream()
				.map((property) -> uniform(property.toString()))
				.filter((property) -> property.startsWith(this.prefix))
				.forEach(this.properties::add);
			return true;
		}
		return source.containsDescendantOf(root) == ConfigurationPropertyState.ABSENT;
	}

	private static String uniform(String text) {
		return SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
