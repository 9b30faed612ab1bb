package io.workerlifecycle.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/promises.md} to its own form: nine promises, each with rows that name
 * tests, and every test that is named is there.
 */
@Timeout(60)
class PromisesTests {

	private static final Pattern PROMISE = Pattern.compile("## (\\d+)\\. .+");

	private static final Pattern NAMED = Pattern.compile("`(\\w+Tests\\.\\w+)`");

	private static final Pattern ROW = Pattern.compile("\\| .+ \\| (not yet|%1$s(, %1$s)*) \\|".formatted(NAMED));

	private static final Pattern ANNOTATION = Pattern.compile("\\s*@(Test|ParameterizedTest|RepeatedTest)\\b.*");

	private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

	private final Path root = root();

	private final List<String> lines = lines(this.root.resolve("docs/promises.md"));

	@Test
	void everyPromiseHasRows() {
		List<String> promisesWithRows = new ArrayList<>();
		String promise = "none";
		for (String line : this.lines) {
			Matcher heading = PROMISE.matcher(line);
			promise = heading.matches() ? heading.group(1) : promise;
			if (isRow(line) && !promisesWithRows.contains(promise)) {
				promisesWithRows.add(promise);
			}
		}
		assertThat(promisesWithRows).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
	}

	@Test
	void everyRowNamesATestOrSaysThatThereIsNone() {
		assertThat(this.lines).filteredOn((line) -> isRow(line) && !ROW.matcher(line).matches()).isEmpty();
	}

	@Test
	void everyNamedTestIsThere() {
		Set<String> missing = this.lines.stream()
			.flatMap((line) -> NAMED.matcher(line).results())
			.map((found) -> found.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(missing).isNotEmpty();
		missing.removeAll(tests());
		assertThat(missing).as("tests that docs/promises.md names and nobody wrote").isEmpty();
	}

	private static boolean isRow(String line) {
		return line.startsWith("| ") && !line.startsWith("| What holds today |");
	}

	private Set<String> tests() {
		return modules().flatMap(PromisesTests::testClasses)
			.flatMap(PromisesTests::testMethods)
			.collect(Collectors.toSet());
	}

	private Stream<Path> modules() {
		return entries(this.root).map((module) -> module.resolve("src/test/java")).filter(Files::isDirectory);
	}

	private static Stream<Path> testClasses(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith("Tests.java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> testMethods(Path file) {
		String type = file.getFileName().toString().replace(".java", ".");
		List<String> names = new ArrayList<>();
		boolean annotated = false;
		for (String line : lines(file)) {
			annotated = annotated || ANNOTATION.matcher(line).matches();
			Matcher method = METHOD.matcher(line);
			if (annotated && method.find()) {
				names.add(type + method.group(1));
				annotated = false;
			}
		}
		return names.stream();
	}

	private static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve("docs/promises.md"))) {
			directory = directory.getParent();
		}
		assertThat(directory).as("a directory with docs/promises.md, here or above").isNotNull();
		return directory;
	}

	private static Stream<Path> entries(Path directory) {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
