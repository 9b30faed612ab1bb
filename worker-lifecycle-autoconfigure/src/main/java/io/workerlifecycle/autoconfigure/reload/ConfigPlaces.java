package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.workerlifecycle.autoconfigure.reload.ConfigPlace.Single;
import io.workerlifecycle.autoconfigure.reload.ConfigPlace.Tree;

import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Finds the files and directories that a configuration is read from, those included that
 * are optional and not there yet. What is in an archive cannot change.
 */
final class ConfigPlaces {

	private static final String IMPORT = "spring.config.import";

	private static final String OPTIONAL = "optional:";

	private static final String TREE = "configtree:";

	private final Set<ConfigPlace> places = new LinkedHashSet<>();

	Set<ConfigPlace> all() {
		return this.places;
	}

	ConfigPlaces add(Set<ConfigPlace> known) {
		this.places.addAll(known);
		return this;
	}

	ConfigPlaces add(List<Resource> asked) {
		for (Resource resource : asked) {
			try {
				if (resource.isFile()) {
					this.places.add(new Single(resource.getFile().toPath().toAbsolutePath().normalize()));
				}
			}
			catch (IOException | InvalidPathException ex) {
				// It is not in the file system.
			}
		}
		return this;
	}

	ConfigPlaces addTrees(List<PropertySource<?>> sources) {
		for (PropertySource<?> source : sources) {
			if (source instanceof ConfigTreePropertySource tree) {
				this.places.add(new Tree(tree.getSource()));
			}
			if (source instanceof EnumerablePropertySource<?> listed) {
				Arrays.stream(listed.getPropertyNames())
					.filter((name) -> name.startsWith(IMPORT))
					.forEach((name) -> addTree(String.valueOf(listed.getProperty(name))));
			}
		}
		return this;
	}

	private void addTree(String imports) {
		for (String location : StringUtils.tokenizeToStringArray(imports, ",;")) {
			String text = location.strip();
			String plain = text.startsWith(OPTIONAL) ? text.substring(OPTIONAL.length()) : text;
			if (plain.startsWith(TREE) && !plain.contains("*") && !plain.contains("${")) {
				this.places.add(new Tree(Path.of(plain.substring(TREE.length())).toAbsolutePath().normalize()));
			}
		}
	}

}
