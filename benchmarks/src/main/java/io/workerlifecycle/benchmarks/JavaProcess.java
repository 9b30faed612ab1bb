package io.workerlifecycle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One measurement: a program as a process of its own, on the JVM of this one, that prints
 * one line of figures and ends. It inherits the environment, and with it
 * {@code JAVA_TOOL_OPTIONS}.
 */
final class JavaProcess {

	/** Ends the part of the line that is not read. */
	private static final String MARK = "figures:";

	private JavaProcess() {
	}

	static double[] figures(Class<?> program, String... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-classpath", System.getProperty("java.class.path"), program.getName())
			.redirectErrorStream(true);
		builder.command().addAll(List.of(arguments));
		Process process = builder.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(builder.command() + " failed: " + String.join("\n", lines));
			}
			return lines.stream()
				.filter((line) -> line.startsWith(MARK))
				.map(JavaProcess::parse)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("No figures: " + String.join("\n", lines)));
		}
	}

	/** Called by the program. */
	static void print(double... figures) {
		StringBuilder line = new StringBuilder(MARK);
		for (double figure : figures) {
			line.append(' ').append(figure);
		}
		System.out.println(line);
	}

	private static double[] parse(String line) {
		return Arrays.stream(line.substring(MARK.length()).trim().split(" ", -1))
			.mapToDouble(Double::parseDouble)
			.toArray();
	}

}
