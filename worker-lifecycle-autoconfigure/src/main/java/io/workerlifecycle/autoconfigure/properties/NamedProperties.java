package io.workerlifecycle.autoconfigure.properties;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.workerlifecycle.autoconfigure.properties.UnknownProperties.Prefix;
import io.workerlifecycle.name.RelaxedName;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * The properties of one kind of thing, such as {@code worker-lifecycle.jobs.<name>.*} and
 * their defaults. Each known name is bound by its own prefix, so that case and dashes in
 * it do not count, in files or in environment variables.
 *
 * @param <T> a record whose components may be null
 * @since 0.1.0
 */
public final class NamedProperties<T extends Record> {

	private static final String ROOT = "worker-lifecycle.";

	private final Environment environment;

	private final String kind;

	private final Class<T> type;

	private final SingletonSupplier<MentionedNames> mentioned;

	/**
	 * Creates the properties of a kind.
	 * @param environment where they come from
	 * @param kind the kind as the property names it, such as {@code jobs}
	 * @param type the record to bind
	 */
	public NamedProperties(Environment environment, String kind, Class<T> type) {
		this.environment = environment;
		this.kind = kind;
		this.type = type;
		this.mentioned = SingletonSupplier.of(() -> new MentionedNames(environment, ROOT + kind));
	}

	/**
	 * Whether binding a thing may find anything. What properties there are is looked up
	 * when this is asked first; those that come later are not seen.
	 * @param name its name
	 * @return false if no property has its name
	 */
	public boolean mayMention(RelaxedName name) {
		return this.mentioned.obtain().mayContain(name);
	}

	/**
	 * Binds what is said of one thing.
	 * @param name its name
	 * @return the record and its places
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * has the wrong type
	 */
	public BoundProperties<T> bind(RelaxedName name) {
		return bind(ROOT + this.kind + "." + name.dashed());
	}

	/**
	 * Binds what is said of all things of a kind.
	 * @param key the key of the defaults, such as {@code job-defaults}
	 * @return the record and its places
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * has the wrong type
	 */
	public BoundProperties<T> bindDefaults(String key) {
		return bind(ROOT + key);
	}

	/**
	 * Looks for properties that nothing reads.
	 * @param defaultsKey the key of the defaults, such as {@code job-defaults}
	 * @return the check, to be told the names there are
	 */
	public UnknownProperties unknown(String defaultsKey) {
		return unknown(defaultsKey, Set.of());
	}

	/**
	 * Looks for properties that nothing reads.
	 * @param defaultsKey the key of the defaults, such as {@code job-defaults}
	 * @param ownKeys components of the record that the defaults do not have
	 * @return the check, to be told the names there are
	 */
	public UnknownProperties unknown(String defaultsKey, Set<String> ownKeys) {
		return new UnknownProperties(this.environment, Prefix.of(ROOT + this.kind, new RecordKeys(this.type)),
				Prefix.of(ROOT + defaultsKey, new RecordKeys(this.type, ownKeys)), List.of());
	}

	/**
	 * Looks for properties that nothing reads, where some have keys besides.
	 * @param defaultsKey the key of the defaults, such as {@code worker-defaults}; they
	 * have the keys of all
	 * @param others the keys that some have besides
	 * @return the check, to be told the names there are
	 */
	public UnknownProperties unknownBeside(String defaultsKey, List<KeysOfSome> others) {
		RecordKeys own = new RecordKeys(this.type);
		return new UnknownProperties(this.environment, Prefix.of(ROOT + this.kind, own),
				Prefix.of(ROOT + defaultsKey, own), others);
	}

	/**
	 * Looks for names that something is said of.
	 * @param keys the keys one of which is there, in lower case and without dashes
	 * @return the names as they are written, perhaps not legal
	 */
	public Collection<RelaxedName> namesWith(Set<String> keys) {
		ConfigurationPropertyName root = ConfigurationPropertyName.of(ROOT + this.kind);
		int nameIndex = root.getNumberOfElements();
		Map<RelaxedName, RelaxedName> names = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((property) -> root.isAncestorOf(property) && property.getNumberOfElements() == nameIndex + 2
							&& keys.contains(property.getElement(nameIndex + 1, Form.UNIFORM)))
					.map((property) -> RelaxedName.of(property.getElement(nameIndex, Form.ORIGINAL)))
					.forEach((name) -> names.merge(name, name, NamedProperties::clearer));
			}
		}
		return names.values();
	}

	/** An environment variable cannot say where the dashes of a name are. */
	private static RelaxedName clearer(RelaxedName one, RelaxedName other) {
		return (other.toString().length() > one.toString().length()) ? other : one;
	}

	private BoundProperties<T> bind(String prefix) {
		return BoundProperties.bind(this.environment, prefix, this.type);
	}

}
