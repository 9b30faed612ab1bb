package io.workerlifecycle.autoconfigure;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.workerlifecycle.autoconfigure.process.InvalidCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/exit-codes.md} to the constants in the code.
 */
@Timeout(60)
class ExitCodesTests {

	private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*");

	@Test
	void applicationEndsWithTheCodesOfItsTable() throws Exception {
		Set<Integer> codes = codesOf("process.StopSignal", "exitCode");
		codes.add(constant("instance.AnotherInstanceException", "EXIT_CODE"));
		codes.add(constant("job.JobStateConflictException", "EXIT_CODE"));
		codes.add(constant("worker.GiveUpExit", "CODE"));
		codes.add(new InvalidCommandException("", "").getExitCode());
		assertThat(table("The application")).isEqualTo(codes);
	}

	@Test
	void jobOnCommandEndsWithTheCodesOfItsTable() throws Exception {
		Set<Integer> codes = new TreeSet<>();
		for (String name : List.of("SUCCESS", "ERROR", "REFUSED", "TIMEOUT")) {
			codes.add(constant("job.RunEnd", name));
		}
		assertThat(table("A job on command")).isEqualTo(codes);
	}

	@Test
	void commandsEndWithTheCodesOfTheirTable() throws Exception {
		assertThat(table("Commands on the instance")).isEqualTo(codesOf("command.ControlEnd", "code"));
	}

	/** Rows that are the platform's business are left out. */
	private static Set<Integer> table(String section) throws IOException {
		String text = Files.readString(Path.of("..", "docs", "exit-codes.md"));
		String body = text.substring(text.indexOf("## " + section + "\n")).replaceFirst("## ", "");
		return body.lines()
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> !line.endsWith("| the platform |"))
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> Integer.valueOf(row.group(1)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static int constant(String type, String name) throws ReflectiveOperationException {
		Field field = type(type).getDeclaredField(name);
		return open(field).getInt(null);
	}

	private static Set<Integer> codesOf(String type, String method) throws ReflectiveOperationException {
		Method code = open(type(type).getDeclaredMethod(method));
		Set<Integer> codes = new TreeSet<>();
		for (Object constant : Arrays.asList(type(type).getEnumConstants())) {
			codes.add((Integer) code.invoke(constant));
		}
		return codes;
	}

	private static <T extends AccessibleObject> T open(T member) {
		member.setAccessible(true);
		return member;
	}

	private static Class<?> type(String name) throws ClassNotFoundException {
		return Class.forName("io.workerlifecycle.autoconfigure." + name);
	}

}
