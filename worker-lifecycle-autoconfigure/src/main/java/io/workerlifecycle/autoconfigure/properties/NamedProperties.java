package io.workerlifecycle.autoconfigure.properties;

import org.springframework.core.env.Environment;

import io.workerlifecycle.name.RelaxedName;

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
		return new UnknownProperties(this.environment, ROOT + this.kind, ROOT + defaultsKey, new RecordKeys(this.type));
	}

	private BoundProperties<T> bind(String prefix) {
		return BoundProperties.bind(this.environment, prefix, this.type);
	}

}
