package io.workerlifecycle.autoconfigure.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.MissedRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class JobStateFilePropertyTests {

	@TempDir
	private Path directory;

	@Test
	void fileHasAMomentForTheJobFromItsFirstStart() throws IOException {
		Path file = this.directory.resolve("jobs.state");
		try (ConfigurableApplicationContext context = run(file.toString())) {
			assertThat(context.isRunning()).isTrue();
			assertThat(Files.readString(file)).contains("nightly ");
		}
	}

	@Test
	void contextThatClosesGivesTheFileBack() {
		String file = this.directory.resolve("jobs.state").toString();
		run(file).close();
		run(file).close();
	}

	@Test
	void withoutThePropertyThereIsNoFile() {
		run("").close();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void secondContextOfTheProcessIsRefused(CapturedOutput output) {
		String file = this.directory.resolve("jobs.state").toString();
		try (ConfigurableApplicationContext first = run(file)) {
			assertThatException().isThrownBy(() -> run(file));
			assertThat(output).contains("APPLICATION FAILED TO START",
					"Another context of this process uses the job state file " + file + ".");
			assertThat(first.isRunning()).isTrue();
		}
	}

	@Test
	void directoryInPlaceOfAFileIsReportedWithTheWayOut(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(this.directory.toString()));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"worker-lifecycle.job-state-file names " + this.directory + ". It is a directory.",
				"Add the name of a file to it, or set worker-lifecycle.job-state-file to another path.");
	}

	@Test
	void directoryThatDoesNotExistIsReportedWithTheWayOut(CapturedOutput output) {
		Path file = this.directory.resolve("missing").resolve("jobs.state");
		assertThatException().isThrownBy(() -> run(file.toString()));
		assertThat(output).contains("APPLICATION FAILED TO START", "worker-lifecycle.job-state-file names " + file,
				"or set worker-lifecycle.job-state-file to another path.");
	}

	@Test
	void whatIsNoPathIsReportedWithTheWayOut(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("jobs\u0000.state"));
		assertThat(output).contains("APPLICATION FAILED TO START", "worker-lifecycle.job-state-file is no path: ",
				"Set it to a path such as /var/lib/orders/jobs.state.");
	}

	private static ConfigurableApplicationContext run(String stateFile) {
		SpringApplication application = new SpringApplicationBuilder(Jobs.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.build();
		return application.run("--worker-lifecycle.job-state-file=" + stateFile);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class })
	static class Jobs {

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *", missedRuns = MissedRuns.RUN_ONCE)
		void run() {
		}

	}

}
