package io.workerlifecycle.autoconfigure.properties;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * Remembers where each value stood that was bound.
 */
final class PlacesBindHandler implements BindHandler {

	private final Map<String, String> places = new HashMap<>();

	private final String prefix;

	PlacesBindHandler(String prefix) {
		this.prefix = prefix + ".";
	}

	Map<String, String> places() {
		return Map.copyOf(this.places);
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		String text = name.toString();
		if (property != null && text.startsWith(this.prefix)) {
			this.places.put(text.substring(this.prefix.length()), describe(property.getName(), property.getOrigin()));
		}
		return result;
	}

	static String describe(ConfigurationPropertyName name, @Nullable Origin origin) {
		return "property '" + name + "'" + ((origin != null) ? " (" + origin + ")" : "");
	}

}
