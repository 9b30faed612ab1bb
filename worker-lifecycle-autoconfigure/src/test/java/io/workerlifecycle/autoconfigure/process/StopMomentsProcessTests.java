package io.workerlifecycle.autoconfigure.process;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs that get a SIGTERM at a bad moment.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StopMomentsProcessTests {

	private static final String NAME = "Worker 'moment' (incarnation 1)";

	@Test
	void workerThatStartsIsInterruptedAndItsHalfStartIsCleanedUp(@TempDir Path directory) {
		Path pidFile = directory.resolve("app.pid");
		try (ApplicationProcess process = program("starting", "--worker-lifecycle.workers.moment.stop-timeout=500ms",
				"--worker-lifecycle.instance.pid-file=" + pidFile)) {
			process.awaitLine("In the moment");
			assertThat(pidFile).exists();
			terminate(process);
			// The worker prints on its own thread, the log is written on another.
			assertThat(process.output()).containsSubsequence(NAME + " did not stop within 500 ms and is interrupted",
					"MomentsProgram$Starting.onStartup", NAME + " has stopped");
			assertThat(process.output()).containsSubsequence("What was opened is closed",
					"The half start is cleaned up");
			assertThat(process.output()).doesNotContain("which it must not");
			assertThat(pidFile).doesNotExist();
		}
	}

	@Test
	void workerThatBacksOffBeginsNoOtherLife() {
		try (ApplicationProcess process = program("failing", "--worker-lifecycle.workers.moment.restart.jitter=0")) {
			process.awaitLine(NAME + " will be restarted in 1000 ms");
			terminate(process);
			assertThat(process.output()).contains(NAME + " has stopped").doesNotContain("(incarnation 2) failed");
		}
	}

	@Test
	void workerInARecoveryPauseEndsAtOnce() {
		try (ApplicationProcess process = program("recovering",
				"--worker-lifecycle.workers.moment.recovery.pause=1h")) {
			process.awaitLine(NAME + " gets a recovery pause until ");
			terminate(process);
			assertThat(process.output()).contains("The loop has ended", NAME + " has stopped")
				.doesNotContain("is interrupted");
		}
	}

	@Test
	void workerWhoseShutdownHangsIsLeftBehindWithinTheBudgetAndTheOthersEnd() {
		try (ApplicationProcess process = program("hanging", "--worker-lifecycle.shutdown.budget=2s")) {
			process.awaitLine("In the moment");
			terminate(process);
			assertThat(process.output()).contains("The other worker has put its things away",
					NAME + " did not end in its time and is abandoned", "MomentsProgram$Hanging.hang");
			assertThat(process.output()).doesNotContain("which it must not", "Shutdown phase");
		}
	}

	private static ApplicationProcess program(String moment, String... arguments) {
		ApplicationLauncher launcher = ProcessProgram.launcher(MomentsProgram.class);
		String[] all = new String[arguments.length + 1];
		all[0] = "--moment=" + moment;
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return launcher.arguments(all).start();
	}

	private static void terminate(ApplicationProcess process) {
		process.awaitLine("Worker 'well' (incarnation 1) is running");
		process.signal(Signal.TERM);
		assertThat(process.awaitExit()).isEqualTo(143);
	}

}
