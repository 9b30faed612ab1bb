package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.autoconfigure.QuickStart;
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
 * Programs that run one job and end.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RunProcessTests {

	private static final String[] REPORT = { "--worker-lifecycle.command=run", "--worker-lifecycle.job=report" };

	private static final String[] OTHERS = { "The worker works", "The other job ran" };

	@Test
	void successEndsWith0AndNothingElseHasStarted() {
		try (ApplicationProcess process = run("success").start()) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).containsSubsequence(
					"This start runs the job 'report' once and ends; no web server, no worker and no other job starts",
					"The runner ran", "The report is written",
					"The job 'report' ended with SUCCESS; the application ends with exit code 0");
			assertThat(process.output()).doesNotContain(OTHERS).doesNotContain("ERROR", "Exception");
		}
	}

	@Test
	void errorEndsWith1() {
		try (ApplicationProcess process = run("error").start()) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).contains("there is no paper",
					"The job 'report' ended with ERROR; the application ends with exit code 1");
		}
	}

	@Test
	void refusalEndsWith75() {
		try (ApplicationProcess process = run("refused").start()) {
			assertThat(process.awaitExit()).isEqualTo(75);
			assertThat(process.output()).contains("The job 'report' was refused, reason overlap");
		}
	}

	@Test
	void runBesideARunningInstanceEndsWith75AndDoesNothing(@TempDir Path directory) {
		String pidFile = "--worker-lifecycle.instance.pid-file=" + directory.resolve("orders.pid");
		try (ApplicationProcess first = ProcessProgram.launcher(RunProgram.class).arguments(pidFile).start()) {
			first.awaitLine("The other job ran");
			try (ApplicationProcess second = run("success")
				.arguments(pidFile, "--worker-lifecycle.instance.on-conflict=wait")
				.start()) {
				assertThat(second.awaitExit()).isEqualTo(75);
				assertThat(second.output()).contains("Another instance holds")
					.doesNotContain("Waiting for", "The report is written");
			}
		}
	}

	@Test
	void unknownJobEndsWith1AndTheJobsThereAre() {
		try (ApplicationProcess process = command("run", "--worker-lifecycle.job=nobody").start()) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).contains("APPLICATION FAILED TO START", "There is no job 'nobody' to run.",
					"The jobs are: other, report.");
			assertThat(process.output()).doesNotContain("The runner ran");
		}
	}

	@Test
	void runWithoutAJobEndsWith1AndTheWayOut() {
		try (ApplicationProcess process = command("run").start()) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).contains("APPLICATION FAILED TO START",
					"The command run does not say which job to run.", "Add --worker-lifecycle.job=<name>.");
		}
	}

	@Test
	void unknownCommandEndsWith1AndTheCommandsThereAre() {
		try (ApplicationProcess process = command("jump").start()) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).contains("APPLICATION FAILED TO START", "There is no command 'jump'",
					"The commands are: start, stop, restart, status, reload, run.");
		}
	}

	@Test
	void runWithoutAnyJobsAtAllEndsWith1() {
		try (ApplicationProcess process = run("success").arguments("--worker-lifecycle.enabled=false").start()) {
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).contains("worker-lifecycle.enabled is false, so that there are no jobs");
		}
	}

	/** Without a thread of its own that would keep it alive. */
	@Test
	void terminatedRunCompletesItsJobAndEndsWith143() {
		try (ApplicationProcess process = run("slow").arguments("--no-left-over").start()) {
			process.awaitLine("The report begins");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).containsSubsequence("The report is written", "job 'report' finished after");
		}
	}

	@Test
	void terminatedRunWhoseJobFailsEndsWith143() {
		try (ApplicationProcess process = run("fails-late").start()) {
			process.awaitLine("The report begins");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).containsSubsequence("torn in the middle", "job 'report' failed after");
		}
	}

	@Test
	void runWhoseApplicationIsClosedBySomebodyElseEndsWithTheCodeOfItsJob() {
		try (ApplicationProcess process = run("fails-late").start()) {
			process.awaitLine("The report begins");
			process.input("close");
			assertThat(process.awaitExit()).isEqualTo(1);
			assertThat(process.output()).containsSubsequence("torn in the middle", "job 'report' failed after");
		}
	}

	@Test
	void noPortIsOpenedThoughThereIsAWebServer() {
		try (ApplicationProcess process = web().arguments(REPORT).start()) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).contains("The report is written")
				.doesNotContain("Tomcat")
				.doesNotContain(OTHERS);
		}
	}

	@Test
	void sameProgramWithoutTheCommandOpensItsPort() {
		try (ApplicationProcess process = web().start()) {
			assertThat(process.port()).isPositive();
			process.awaitLine("The worker works");
		}
	}

	@Test
	void keysInFilesEnvironmentAndSystemPropertiesAreNoCommand(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"),
				"worker-lifecycle: { command: run, job: report }\n");
		try (ApplicationProcess process = ProcessProgram.launcher(RunProgram.class)
			.jvmOptions("-Dworker-lifecycle.command=run", "-Dworker-lifecycle.job=report")
			.environment("WORKERLIFECYCLE_COMMAND", "run")
			.environment("WORKERLIFECYCLE_JOB", "report")
			.environment("SPRING_APPLICATION_JSON",
					"{\"worker-lifecycle.command\": \"run\", \"worker-lifecycle.job\": \"report\"}")
			.arguments("--spring.config.additional-location=" + file.toUri())
			.start()) {
			process.awaitLine("The worker works");
			process.awaitLine("The other job ran");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).doesNotContain("This start runs the job", "The report is written");
		}
	}

	@Test
	void whatAFileSaysOfWebServerAndStartIsOverridden(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"),
				"spring.main.web-application-type: servlet\nworker-lifecycle.auto-startup: true\n");
		try (ApplicationProcess process = web().arguments(REPORT)
			.arguments("--spring.config.additional-location=" + file.toUri(), "--worker-lifecycle.auto-startup=true")
			.start()) {
			assertThat(process.awaitExit()).isZero();
			assertThat(process.output()).contains("The report is written")
				.doesNotContain("Tomcat")
				.doesNotContain(OTHERS);
		}
	}

	private static ApplicationLauncher command(String name, String... more) {
		return ProcessProgram.launcher(RunProgram.class)
			.arguments("--worker-lifecycle.command=" + name)
			.arguments(more);
	}

	private static ApplicationLauncher run(String body) {
		return ProcessProgram.launcher(RunProgram.class).arguments(REPORT).arguments("--body=" + body);
	}

	private static ApplicationLauncher web() {
		return QuickStart.of(RunWebProgram.class).jvmOptions("-Xmx128m").arguments("--server.port=0");
	}

}
