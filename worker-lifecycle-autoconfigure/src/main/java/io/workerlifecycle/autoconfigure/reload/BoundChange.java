package io.workerlifecycle.autoconfigure.reload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.workerlifecycle.reload.ReloadChange;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A change from one configuration to another.
 */
final class BoundChange implements ReloadChange {

	private final List<ConfigurationPropertyName> names;

	private final ConfigurableEnvironment next;

	private final PropertyBinder binder;

	private final PropertyChecks checks;

	/**
	 * Creates a change.
	 * @param names the names of the properties that differ
	 * @param next all properties that hold after it
	 */
	BoundChange(List<ConfigurationPropertyName> names, ConfigurableEnvironment next, PropertyBinder binder,
			PropertyChecks checks) {
		this.names = names;
		this.next = next;
		this.binder = binder;
		this.checks = checks;
	}

	@Override
	public Set<String> changedNames() {
		return this.names.stream()
			.map(ConfigurationPropertyName::toString)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	@Override
	public boolean touches(String prefix) {
		ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
		return this.names.stream().anyMatch((name) -> root.equals(name) || root.isAncestorOf(name));
	}

	@Override
	public <T> T bind(String prefix, Class<T> type) {
		Bindable<T> target = Bindable.of(type);
		return this.binder.bind(this.next, prefix, target, this.checks.of(target));
	}

}
