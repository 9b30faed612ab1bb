package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import io.workerlifecycle.time.SystemTimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs whose jobs remember, and that are killed.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 1800, unit = TimeUnit.SECONDS)
class CatchUpProcessTests {

	private static final int KILLS = 20;

	private static final int SOAK_KILLS = 200;

	/** From the start of the process, or from that of its jobs. */
	private static final int LATEST_KILL_MILLIS = 1800;

	private final SystemTimeSource time = new SystemTimeSource();

	@TempDir
	private Path directory;

	@AfterEach
	void endClock() {
		this.time.close();
	}

	@Tag("slow")
	@Test
	void jobsOfAProgramThatIsKilledTwentyTimesRunNothingTwiceAndLoseOneAKillAtMost() throws IOException {
		kill(KILLS);
	}

	@Tag("soak")
	@Test
	void jobsOfAProgramThatIsKilledTwoHundredTimesRunNothingTwiceAndLoseOneAKillAtMost() throws IOException {
		kill(SOAK_KILLS);
	}

	@Test
	void secondProcessOnTheFileEndsWith75AndNamesIt() {
		try (ApplicationProcess first = launcher().start()) {
			first.awaitLine("Obedient");
			try (ApplicationProcess second = launcher().start()) {
				assertThat(second.awaitExit()).isEqualTo(75);
				assertThat(second.output()).contains("APPLICATION FAILED TO START",
						"Another process uses the job state file " + stateFile() + ".",
						"Stop it, or set worker-lifecycle.job-state-file to another path.");
			}
		}
	}

	@Test
	void fileThatCannotBeUnderstoodIsSetAsideAndTheProgramRuns() throws IOException {
		Files.writeString(stateFile(), "first 2026-03-01T02:00:00Z -\n");
		try (ApplicationProcess process = launcher().start()) {
			process.awaitLine(Pattern.compile("WARN .*The job state file " + Pattern.quote(stateFile().toString())
					+ " cannot be understood: .* It is now .*jobs\\.state\\.corrupt-\\d{14}"));
			process.awaitLine("Obedient");
		}
		assertThat(names()).anyMatch((name) -> name.matches("jobs\\.state\\.corrupt-\\d{14}"));
	}

	@Test
	void pauseStaysOverARestartUntilItIsEnded() {
		assertThat(saysItIsPaused("pause")).isTrue();
		assertThat(saysItIsPaused("show")).isTrue();
		assertThat(saysItIsPaused("resume")).isFalse();
	}

	@Test
	void logCountsWhatABoundLeavesOut() throws IOException {
		try (ApplicationProcess process = launcher().start()) {
			process.awaitLine("Obedient");
			process.signal(Signal.KILL);
			process.awaitExit();
		}
		try (ApplicationProcess process = launcher().arguments("--worker-lifecycle.job-defaults.catch-up.max-age=1ms")
			.start()) {
			process.awaitLine(Pattern
				.compile("Job 'first' missed firings since .*: 0 are made up for, \\d+ are left out by the bounds"));
		}
	}

	private void kill(int kills) throws IOException {
		Random random = new Random(kills);
		for (int kill = 0; kill < kills; kill++) {
			String after = (kill % 2 == 0) ? "Obedient" : "";
			assertThat(endedBy(Signal.KILL, after, random.nextInt(LATEST_KILL_MILLIS))).isEqualTo(137);
		}
		assertThat(endedBy(Signal.TERM, "Obedient", LATEST_KILL_MILLIS)).isEqualTo(143);
		assertThat(names()).noneMatch((name) -> name.contains(".corrupt-"));
		assertRuns(CatchUpProgram.FIRST, 1, kills);
		assertRuns(CatchUpProgram.SECOND, 1, kills);
		assertRuns(CatchUpProgram.OTHER, 2, kills);
	}

	/** Ended some time after a line, or after its beginning. */
	private int endedBy(Signal signal, String line, int afterMillis) {
		try (ApplicationProcess process = launcher().start()) {
			if (!line.isEmpty()) {
				process.awaitLine(line);
			}
			this.time.schedule(Duration.ofMillis(afterMillis), () -> process.signal(signal));
			int code = process.awaitExit();
			assertThat(process.output()).doesNotContain("cannot be understood", "cannot be written");
			return code;
		}
	}

	private void assertRuns(String job, int step, int kills) throws IOException {
		List<Long> ran = seconds(job + ".ran");
		assertThat(ran).as("runs of %s", job).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(kills / 4);
		Set<Long> accounted = new HashSet<>(ran);
		accounted.addAll(seconds(job + ".refused"));
		long count = (ran.get(ran.size() - 1) - ran.get(0)) / step + 1;
		List<Long> missing = LongStream.range(0, count)
			.mapToObj((index) -> ran.get(0) + index * step)
			.filter((due) -> !accounted.contains(due))
			.toList();
		assertThat(missing).as("missing of %s", job).hasSizeLessThanOrEqualTo(kills);
	}

	private List<Long> seconds(String file) throws IOException {
		Path path = this.directory.resolve(file);
		return Files.exists(path) ? Files.readAllLines(path).stream().map(Long::valueOf).toList() : List.of();
	}

	private boolean saysItIsPaused(String command) {
		try (ApplicationProcess process = launcher().start()) {
			process.awaitLine("Obedient");
			process.input(command);
			process.input("show");
			boolean paused = process.awaitLine("Shown: ").contains("paused=true");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			return paused;
		}
	}

	private ApplicationLauncher launcher() {
		return ProcessProgram.launcher(CatchUpProgram.class)
			.arguments("--test.directory=" + this.directory, "--worker-lifecycle.job-state-file=" + stateFile());
	}

	private Path stateFile() {
		return this.directory.resolve("jobs.state");
	}

	private List<String> names() {
		return List.of(this.directory.toFile().list());
	}

}
