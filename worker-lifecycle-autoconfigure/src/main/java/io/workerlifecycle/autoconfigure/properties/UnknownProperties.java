package io.workerlifecycle.autoconfigure.properties;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;
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

/**
 * Finds properties that look like ours and that nothing reads: a name that nothing bears,
 * a key that is none.
 *
 * @since 0.1.0
 */
public final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private final Environment environment;

	private final Prefix named;

	private final Prefix defaults;

	private final List<KeysOfSome> others;

	/**
	 * Creates a check.
	 * @param environment where properties come from
	 * @param named what stands before a name, and the keys that all names have
	 * @param defaults what stands before a default
	 * @param others the keys that some names have, and the defaults too
	 */
	UnknownProperties(Environment environment, Prefix named, Prefix defaults, List<KeysOfSome> others) {
		this.environment = environment;
		this.named = named;
		this.defaults = defaults;
		this.others = List.copyOf(others);
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
				+ ". The keys there are: " + listed(all(this.named.keys()).written().stream())
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
		if (this.defaults.name().isAncestorOf(property)) {
			return keyFault(property, this.defaults.length(), all(this.defaults.keys()));
		}
		if (!this.named.name().isAncestorOf(property)) {
			return null;
		}
		int nameIndex = this.named.length();
		String written = property.getElement(nameIndex, Form.ORIGINAL);
		RelaxedName name = RelaxedName.of(property.getElement(nameIndex, Form.UNIFORM));
		if (!names.contains(name)) {
			return " is for '" + written + "', which is not among the "
					+ this.named.name().getLastElement(Form.ORIGINAL) + ".";
		}
		String fault = keyFault(property, nameIndex + 1, keys(name));
		return (fault != null) ? fault + hint(property, nameIndex, written) : null;
	}

	private RecordKeys all(RecordKeys keys) {
		return this.others.stream().map(KeysOfSome::keys).reduce(keys, RecordKeys::and);
	}

	private RecordKeys keys(RelaxedName name) {
		return this.others.stream()
			.filter((some) -> some.areOf(name))
			.map(KeysOfSome::keys)
			.reduce(this.named.keys(), RecordKeys::and);
	}

	/** The key is none of this name, but perhaps of others. */
	private String hint(ConfigurationPropertyName property, int nameIndex, String written) {
		return this.others.stream()
			.filter((some) -> keyFault(property, nameIndex + 1, some.keys()) == null)
			.map((some) -> " Only a " + some.noun() + " has it, and '" + written + "' is none.")
			.findFirst()
			.orElse("");
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

	/**
	 * What stands before keys.
	 *
	 * @param name the prefix
	 * @param keys the keys there are
	 */
	record Prefix(ConfigurationPropertyName name, RecordKeys keys) {

		static Prefix of(String name, RecordKeys keys) {
			return new Prefix(ConfigurationPropertyName.of(name), keys);
		}

		int length() {
			return this.name.getNumberOfElements();
		}

	}

}
