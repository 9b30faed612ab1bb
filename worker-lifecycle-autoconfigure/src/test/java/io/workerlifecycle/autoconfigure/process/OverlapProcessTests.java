package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job beside a method of Spring's that does the same, at the same times.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OverlapProcessTests {

	private static final String VIRTUAL = "--spring.threads.virtual.enabled=true";

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
		Counts counts = countsAfterThreeExecutions("--spring.threads.virtual.enabled=false");
		assertThat(counts.ours()).isEqualTo(1);
		assertThat(counts.refusals()).matches("\\{overlap=\\d+\\}");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void terminatedProgramOnVirtualThreadsCompletesTheJobWhileSpringsMethodIsLost() {
		String output = outputOfTerminated(VIRTUAL);
		assertThat(output).contains("Ours completed 1").doesNotContain("Spring's completed");
	}

	@Test
	void terminatedProgramOnPlatformThreadsCompletesTheJob() {
		assertThat(outputOfTerminated("--spring.threads.virtual.enabled=false")).contains("Ours completed 1");
	}

	private static Counts countsAfterThreeExecutions(String threads) {
		try (ApplicationProcess process = ProcessProgram.launcher(OverlapProgram.class).arguments(threads).start()) {
			process.awaitLine("Ours completed 3");
			process.input("counts");
			String line = process.awaitLine(COUNTS);
			System.out.println("[measured] " + threads + " " + line);
			Matcher matcher = COUNTS.matcher(line);
			assertThat(matcher.find()).isTrue();
			return new Counts(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
		}
	}

	/** Terminated in the first execution of both, so that Spring's runs once, too. */
	private static String outputOfTerminated(String threads) {
		try (ApplicationProcess process = ProcessProgram.launcher(OverlapProgram.class)
			.jvmOptions("-Dtest.duration=PT4S")
			.arguments(threads)
			.start()) {
			process.awaitLine("Ours begins 1");
			process.awaitLine("Spring's begins 1");
			long start = System.nanoTime();
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			System.out.println("[measured] " + threads + " SIGTERM to exit "
					+ TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms, Spring's completed: "
					+ process.output().contains("Spring's completed"));
			return process.output();
		}
	}

	private record Counts(int spring, int ours, String refusals) {
	}

}
