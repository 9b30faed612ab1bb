package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Finds the files and directories that a configuration is read from, those included that
 * are optional and not there yet. What is in an archive cannot change.
 */
final class ConfigPaths {

	private static final String IMPORT = "spring.config.import";

	private static final String OPTIONAL = "optional:";

	private static final String TREE = "configtree:";

	private final Set<Path> paths = new LinkedHashSet<>();

	Set<Path> all() {
		return this.paths;
	}

	ConfigPaths add(Set<Path> known) {
		this.paths.addAll(known);
		return this;
	}

	ConfigPaths add(List<Resource> asked) {
		for (Resource resource : asked) {
			try {
				if (resource.isFile()) {
					this.paths.add(resource.getFile().toPath().toAbsolutePath().normalize());
				}
			}
			catch (IOException | InvalidPathException ex) {
				// It is not in the file system.
			}
		}
		return this;
	}

	ConfigPaths addTrees(List<PropertySource<?>> sources) {
		for (PropertySource<?> source : sources) {
			if (source instanceof ConfigTreePropertySource tree) {
				this.paths.add(tree.getSource());
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
				this.paths.add(Path.of(plain.substring(TREE.length())).toAbsolutePath().normalize());
			}
		}
	}

}
