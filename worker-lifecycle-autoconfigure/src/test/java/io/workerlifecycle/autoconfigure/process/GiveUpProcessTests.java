package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.TimeUnit;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What programs do whose worker gives up.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class GiveUpProcessTests {

	private static final String LIVENESS = "/actuator/health/liveness";

	private static final String[] EXIT = { "--worker-lifecycle.worker-defaults.restart.policy=never",
			"--worker-lifecycle.workers.broken.on-give-up=exit",
			"--worker-lifecycle.workers.broken-too.on-give-up=exit" };

	@Test
	void programEndsWith70AndStopsItsOtherWorkersInGoodOrder() {
		try (ApplicationProcess process = exiting().start()) {
			process.awaitLine("Worker 'broken' (incarnation 1) is running");
			process.awaitLine("Worker 'brokenToo' (incarnation 1) is running");
			process.awaitLine("Worker 'steady' (incarnation 1) is running");
			process.input("fail");
			assertThat(process.awaitExit()).isEqualTo(70);
			assertThat(process.output()).containsSubsequence("The application ends with exit code 70, since worker",
					"Everything is put away", "Worker 'steady' (incarnation 1) has stopped");
			assertThat(process.output()).containsOnlyOnce("The application ends with exit code 70");
		}
	}

	@Test
	void programWhoseOnlyWorkerGivesUpEndsWith70() {
		try (ApplicationProcess process = exiting().arguments("--worker-lifecycle.workers.steady.enabled=false",
				"--worker-lifecycle.workers.slow.enabled=false", "--worker-lifecycle.workers.broken-too.enabled=false")
			.start()) {
			process.awaitLine("Worker 'broken' (incarnation 1) is running");
			process.input("fail");
			assertThat(process.awaitExit()).isEqualTo(70);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "goes-on", "hangs" })
	void programWhoseWorkerGivesUpWhileItStartsEndsWith70InGoodOrder(String start) {
		try (ApplicationProcess process = exiting().arguments("--start=" + start).start()) {
			assertThat(process.awaitExit()).isEqualTo(70);
			assertThat(process.output()).contains("there is no queue", "Everything is put away");
		}
	}

	@Test
	void programWhoseStartWaitsForAnotherWorkerEndsWith70InGoodOrder() {
		try (ApplicationProcess process = exiting()
			.arguments("--start=goes-on", "--worker-lifecycle.workers.slow.await-running=true",
					"--worker-lifecycle.workers.slow.start-timeout=1h")
			.start()) {
			assertThat(process.awaitExit()).isEqualTo(70);
			assertThat(process.output()).contains("there is no queue", "Everything is put away");
		}
	}

	@Test
	void programWhoseStartFailsByTheWorkerReportsItAndEndsWith70() {
		try (ApplicationProcess process = exiting()
			.arguments("--start=fails", "--worker-lifecycle.workers.broken.await-running=true",
					"--worker-lifecycle.workers.broken-too.enabled=false")
			.start()) {
			assertThat(process.awaitExit()).isEqualTo(70);
			assertThat(process.output()).contains("Everything is put away")
				.containsSubsequence("APPLICATION FAILED TO START",
						"The worker 'broken' did not become RUNNING: it gave up after one start.", "there is no queue",
						"Action:", "worker-lifecycle.workers.broken.await-running=false");
		}
	}

	@Test
	void livenessIsBrokenWhileTheWorkerHasGivenUp() {
		try (ApplicationProcess process = web().start()) {
			process.awaitHttp(LIVENESS, 200);
			process.input("fail");
			process.awaitHttp(LIVENESS, 503);
			process.input("start");
			process.awaitHttp(LIVENESS, 200);
			terminate(process);
		}
	}

	@Test
	void livenessIsBrokenByAWorkerThatGaveUpDuringTheStart() {
		try (ApplicationProcess process = web().jvmOptions("-Dfailures.due=0").start()) {
			process.awaitHttp(LIVENESS, 503);
			terminate(process);
		}
	}

	private static void terminate(ApplicationProcess process) {
		process.signal(Signal.TERM);
		assertThat(process.awaitExit()).isEqualTo(143);
	}

	private static ApplicationLauncher exiting() {
		return ProcessProgram.launcher(GiveUpProgram.class).arguments(EXIT);
	}

	private static ApplicationLauncher web() {
		return QuickStart.of(LivenessProgram.class)
			.jvmOptions("-Xmx128m")
			.arguments("--server.port=0", "--worker-lifecycle.workers.fragile.restart.policy=never",
					"--worker-lifecycle.workers.fragile.on-give-up=liveness");
	}

}
