package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How programs with workers end.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StopProcessTests {

	@Test
	void terminatedProgramStopsItsWorkerInGoodOrder() {
		try (ApplicationProcess process = ProcessProgram.launcher(WorkerProgram.class).start()) {
			process.awaitLine("Worker 'loop' (incarnation 1) is running");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).contains("Worker 'loop' (incarnation 1) has stopped");
		}
	}

	@Test
	void workerThatIgnoresItsInterruptIsNamedWithItsStackAndLeftBehind() {
		try (ApplicationProcess process = ProcessProgram.launcher(StubbornProgram.class)
			.arguments("--worker-lifecycle.workers.stubborn.stop-timeout=1s")
			.start()) {
			process.awaitLine("Deaf from now on");
			terminate(process);
			assertThat(process.output()).containsSubsequence(
					"Worker 'stubborn' (incarnation 1) did not stop within 1000 ms and is interrupted",
					"StubbornProgram$StubbornWorker.turnADeafEar",
					"Worker 'stubborn' (incarnation 1) did not end in its time and is abandoned",
					"StubbornProgram$StubbornWorker.turnADeafEar");
			assertThat(process.output()).contains("Interrupted in vain");
		}
	}

	/** The one test that takes so long: Spring's limit of 30 seconds has to pass. */
	@Test
	@Tag("slow")
	void stopTimeoutHoldsBeyondTheLimitOfSpring() {
		try (ApplicationProcess process = ProcessProgram.launcher(LongCleanUpProgram.class)
			.arguments("--worker-lifecycle.workers.careful.stop-timeout=40s", "--worker-lifecycle.shutdown.budget=45s")
			.start()) {
			process.awaitLine("Worker 'careful' (incarnation 1) is running");
			terminate(process);
			assertThat(process.output()).contains("Everything is put away",
					"Worker 'careful' (incarnation 1) has stopped");
		}
	}

	@Test
	void jobThatIgnoresItsInterruptIsCutToTheBudgetAndReported() {
		try (ApplicationProcess process = ProcessProgram.launcher(StubbornJobProgram.class)
			.arguments("--worker-lifecycle.shutdown.budget=2s")
			.start()) {
			process.awaitLine(Pattern.compile("WARN .*A stop-timeout is longer than the budget of the whole stop, 2s"));
			process.awaitLine("Deaf from now on");
			terminate(process);
			assertThat(process.output()).containsSubsequence("did not end within ",
					"all that the shutdown budget of 2s left of its stop-timeout of 10s, and is interrupted",
					"did not end when interrupted; the stop goes on without it", "StubbornJobProgram.turnADeafEar",
					"Drain report:");
			assertThat(process.output())
				.containsPattern("WARN .*Drain report:\\R  job 'stubborn' abandoned after [^\\n]*\\R"
						+ "  1 abandoned; took [^\\n]* of a budget of 2s");
		}
	}

	@Test
	void workerThatAlwaysFailsShowsErrorsAndBackoffAndThenGivesUp() {
		try (ApplicationProcess process = ProcessProgram.launcher(FailingProgram.class)
			.arguments("--worker-lifecycle.workers.broken.restart.initial-interval=50ms",
					"--worker-lifecycle.workers.broken.restart.jitter=0",
					"--worker-lifecycle.workers.broken.restart.max-restarts=3")
			.start()) {
			process.awaitLine(Pattern.compile("ERROR .*Worker 'broken' \\(incarnation 1\\) failed in state RUNNING"));
			process.awaitLine("java.lang.IllegalStateException: the queue is gone");
			process.awaitLine("Worker 'broken' (incarnation 1) will be restarted in 50 ms");
			process.awaitLine("Worker 'broken' (incarnation 2) will be restarted in 100 ms");
			process.awaitLine("Worker 'broken' (incarnation 3) will be restarted in 200 ms");
			process.awaitLine(Pattern.compile("ERROR .*Worker 'broken' \\(incarnation 4\\) gave up"));
			assertThat(process.awaitExit()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker", "job" })
	void programIsEndedByItsOwnWorkerOrJobWithoutWaitingForIt(String by) {
		try (ApplicationProcess process = ProcessProgram.launcher(ExitProgram.class).arguments("--by=" + by).start()) {
			assertThat(process.awaitExit()).isEqualTo(ExitProgram.CODE);
			assertThat(process.output()).doesNotContain("did not stop within", "did not end", "interrupted",
					"Shutdown phase");
		}
	}

	private static void terminate(ApplicationProcess process) {
		process.signal(Signal.TERM);
		assertThat(process.awaitExit()).isEqualTo(143);
	}

}
