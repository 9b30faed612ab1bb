package io.workerlifecycle.autoconfigure.properties;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.workerlifecycle.name.RelaxedName;

/**
 * Finds properties that look like ours and that nothing reads: a name that nothing bears,
 * a key that is none.
 *
 * @since 0.1.0
 */
public final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private final Environment environment;

	private final ConfigurationPropertyName named;

	private final ConfigurationPropertyName defaults;

	private final RecordKeys keys;

	private final RecordKeys defaultKeys;

	UnknownProperties(Environment environment, String named, RecordKeys keys, String defaults, RecordKeys defaultKeys) {
		this.environment = environment;
		this.named = ConfigurationPropertyName.of(named);
		this.defaults = ConfigurationPropertyName.of(defaults);
		this.keys = keys;
		this.defaultKeys = defaultKeys;
	}

	/**
	 * Tells all such properties at once.
	 * @param names the names there are
	 * @param policy what to do about them
	 * @throws UnknownPropertyException if there are any and the policy is to fail
	 */
	public void report(Collection<RelaxedName> names, UnknownNamePolicy policy) {
		Set<String> findings = find(Set.copyOf(names));
		if (findings.isEmpty()) {
			return;
		}
		String description = String.join("\n", findings);
		String action = "The names there are: " + listed(names.stream().map(RelaxedName::toString).sorted())
				+ ". The keys there are: " + listed(this.keys.written().stream())
				+ ". Correct or remove the property, or set worker-lifecycle.on-unknown-name=warn to start anyway.";
		if (policy == UnknownNamePolicy.FAIL) {
			throw new UnknownPropertyException(description, action);
		}
		logger.warn(description + "\n" + action);
	}

	private Set<String> find(Set<RelaxedName> names) {
		Set<String> findings = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName property : iterable) {
					String fault = fault(property, names);
					if (fault != null) {
						findings.add(sentence(source, property) + fault);
					}
				}
			}
		}
		return findings;
	}

	private @Nullable String fault(ConfigurationPropertyName property, Set<RelaxedName> names) {
		if (this.defaults.isAncestorOf(property)) {
			return keyFault(property, this.defaults.getNumberOfElements(), this.defaultKeys);
		}
		if (!this.named.isAncestorOf(property)) {
			return null;
		}
		int nameIndex = this.named.getNumberOfElements();
		if (!names.contains(RelaxedName.of(property.getElement(nameIndex, Form.UNIFORM)))) {
			return " is for '" + property.getElement(nameIndex, Form.ORIGINAL) + "', which is not among the "
					+ this.named.getLastElement(Form.ORIGINAL) + ".";
		}
		return keyFault(property, nameIndex + 1, this.keys);
	}

	private static @Nullable String keyFault(ConfigurationPropertyName property, int from, RecordKeys allowed) {
		// Uniform, since Boot binds stop_timeout and stopTimeout as it does stop-timeout.
		boolean known = from == property.getNumberOfElements() || allowed.allow(elements(property, from, Form.UNIFORM));
		return known ? null
				: " has an unknown key: '" + String.join(".", elements(property, from, Form.ORIGINAL)) + "'.";
	}

	private static String sentence(ConfigurationPropertySource source, ConfigurationPropertyName property) {
		ConfigurationProperty found = source.getConfigurationProperty(property);
		return "The " + PlacesBindHandler.describe(property, (found != null) ? found.getOrigin() : null);
	}

	private static List<String> elements(ConfigurationPropertyName property, int from, Form form) {
		return IntStream.range(from, property.getNumberOfElements())
			.mapToObj((index) -> property.getElement(index, form))
			.toList();
	}

	private static String listed(Stream<String> items) {
		String list = items.collect(Collectors.joining(", "));
		return list.isEmpty() ? "none" : list;
	}

}
