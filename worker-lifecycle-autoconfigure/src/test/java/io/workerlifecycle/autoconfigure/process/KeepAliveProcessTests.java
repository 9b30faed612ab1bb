package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.TimeUnit;

import io.workerlifecycle.test.ApplicationProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which programs without a web server stay, and which end.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KeepAliveProcessTests {

	private static final String VIRTUAL = "--spring.threads.virtual.enabled=true";

	private static final String ONE_THREAD = "Threads that keep alive: [worker-lifecycle-keep-alive]";

	@ParameterizedTest
	@ValueSource(classes = { WorkerProgram.class, JobProgram.class })
	void programStaysAliveUntilItsOnlyWorkerOrJobIsStopped(Class<?> program) {
		assertStaysUntilStopped(program, "--spring.threads.virtual.enabled=false");
	}

	@ParameterizedTest
	@ValueSource(classes = { WorkerProgram.class, JobProgram.class })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void programOnVirtualThreadsStaysAliveUntilItsOnlyWorkerOrJobIsStopped(Class<?> program) {
		assertStaysUntilStopped(program, VIRTUAL);
	}

	@Test
	void programWithoutWorkersAndJobsEnds() {
		try (ApplicationProcess process = ProcessProgram.launcher(IdleProgram.class).start()) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).contains("Nothing to do");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--worker-lifecycle.workers.loop.enabled=false", "--worker-lifecycle.auto-startup=false" })
	void programWhoseWorkerDoesNotStartEnds(String argument) {
		try (ApplicationProcess process = ProcessProgram.launcher(WorkerProgram.class).arguments(argument).start()) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).doesNotContain("is running");
		}
	}

	private static void assertStaysUntilStopped(Class<?> program, String argument) {
		try (ApplicationProcess process = ProcessProgram.launcher(program).arguments(argument).start()) {
			process.input("threads");
			assertThat(process.awaitLine("Threads that keep alive")).isEqualTo(ONE_THREAD);
			assertThat(process.isAlive()).isTrue();
			process.input("stop");
			assertThat(process.awaitExit()).isZero();
		}
	}

}
