package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job beside a method of Spring's that does the same, at the same times.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OverlapProcessTests {

	private static final String VIRTUAL = "--spring.threads.virtual.enabled=true";

	private static final String PLATFORM = "--spring.threads.virtual.enabled=false";

	private static final Pattern COUNTS = Pattern.compile("Most at once: Spring's (\\d+), ours (\\d+), refusals (.*)");

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void jobOnVirtualThreadsNeverOverlapsWhileSpringsMethodDoes() {
		Counts counts = countsAfterThreeExecutions(VIRTUAL);
		assertThat(counts.spring()).isGreaterThanOrEqualTo(2);
		assertThat(counts.ours()).isEqualTo(1);
		assertThat(counts.refusals()).matches("\\{overlap=\\d+\\}");
	}

	@Test
	void jobOnPlatformThreadsNeverOverlaps() {
		Counts counts = countsAfterThreeExecutions(PLATFORM);
		assertThat(counts.ours()).isEqualTo(1);
		assertThat(counts.refusals()).matches("\\{overlap=\\d+\\}");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void terminatedProgramOnVirtualThreadsCompletesItsJob() {
		String output = outputOfTerminated("Ours begins 1", VIRTUAL, "--test.scheduled=-");
		assertThat(output).contains("Ours completed 1").doesNotContain("Ours begins 2");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void terminatedProgramOnVirtualThreadsLosesSpringsMethod() {
		String output = outputOfTerminated("Spring's begins 1", VIRTUAL, "--worker-lifecycle.enabled=false",
				"--spring.main.keep-alive=true");
		assertThat(output).doesNotContain("Spring's completed");
	}

	/** The third of Spring's would take two seconds more than the first of ours. */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void programOnVirtualThreadsWaitsForTheJobOnly() {
		String output = outputOfTerminated("Spring's begins 3", VIRTUAL);
		assertThat(output).contains("Ours completed 1").doesNotContain("Spring's completed 3");
	}

	@Test
	void terminatedProgramOnPlatformThreadsCompletesItsJob() {
		String output = outputOfTerminated("Ours begins 1", PLATFORM, "--test.scheduled=-");
		assertThat(output).contains("Ours completed 1").doesNotContain("Ours begins 2");
	}

	private static Counts countsAfterThreeExecutions(String threads) {
		try (ApplicationProcess process = ProcessProgram.launcher(OverlapProgram.class).arguments(threads).start()) {
			process.awaitLine("Ours completed 3");
			process.input("counts");
			String line = process.awaitLine(COUNTS);
			Matcher matcher = COUNTS.matcher(line);
			assertThat(matcher.find()).isTrue();
			return new Counts(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
		}
	}

	private static String outputOfTerminated(String line, String... arguments) {
		try (ApplicationProcess process = ProcessProgram.launcher(OverlapProgram.class)
			.jvmOptions("-Dtest.duration=PT4S")
			.arguments(arguments)
			.start()) {
			process.awaitLine(line);
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			return process.output();
		}
	}

	private record Counts(int spring, int ours, String refusals) {
	}

}
