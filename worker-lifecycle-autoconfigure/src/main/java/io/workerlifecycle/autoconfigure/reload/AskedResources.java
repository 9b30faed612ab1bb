package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * Finds resources, and remembers what it was asked for: files that are there, and files
 * that may come. For one reading of configuration files, on one thread.
 */
final class AskedResources extends DefaultResourceLoader {

	private final Map<String, Resource> asked = new LinkedHashMap<>();

	AskedResources(@Nullable ClassLoader classLoader) {
		super(classLoader);
	}

	@Override
	public Resource getResource(String location) {
		Resource resource = super.getResource(location);
		this.asked.put(location, resource);
		return resource;
	}

	List<Resource> all() {
		return new ArrayList<>(this.asked.values());
	}

}
