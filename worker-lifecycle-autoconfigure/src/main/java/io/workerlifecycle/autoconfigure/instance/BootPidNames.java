package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The other ways to tell Spring Boot's {@link ApplicationPidFileWriter} where the PID
 * file is, which win over what it is constructed with.
 */
record BootPidNames(Map<String, Path> paths) {

	BootPidNames {
		paths = new LinkedHashMap<>(paths);
	}

	static BootPidNames in(Environment environment) {
		Map<String, Path> paths = new LinkedHashMap<>();
		put(paths, "spring.pid.file", environment.getProperty("spring.pid.file"));
		put(paths, "spring.pidfile", environment.getProperty("spring.pidfile"));
		for (String name : new String[] { "PIDFILE", "pidfile" }) {
			put(paths, "the system property " + name, System.getProperty(name));
			put(paths, "the environment variable " + name, System.getenv(name));
		}
		return new BootPidNames(paths);
	}

	/**
	 * The first of them that means another file.
	 */
	Map.@Nullable Entry<String, Path> otherThan(Path pidFile) {
		for (Map.Entry<String, Path> entry : this.paths.entrySet()) {
			if (!real(entry.getValue()).equals(real(pidFile))) {
				return entry;
			}
		}
		return null;
	}

	private static void put(Map<String, Path> paths, String name, @Nullable String value) {
		if (StringUtils.hasText(value)) {
			paths.put(name, Path.of(value).toAbsolutePath().normalize());
		}
	}

	private static Path real(Path file) {
		if (file.getFileName() == null) {
			return file;
		}
		try {
			return file.resolveSibling("").toRealPath().resolve(file.getFileName());
		}
		catch (IOException ex) {
			return file;
		}
	}

}
