package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class InvalidJobFailureAnalyzerTests {

	@Test
	void badJobIsReportedWithDescriptionAndAction(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(BadJob.class).web(WebApplicationType.NONE).build();
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Job 'nightly' has the cron '0 9 * * *', from @BackgroundJob on " + BadJob.class.getName()
					+ ".run: it has 5 fields, but 6 are needed, with seconds first.")
			.contains("Write '0 0 9 * * *' to fire at second 0: every day at 09:00.");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class })
	static class BadJob {

		@BackgroundJob(name = "nightly", cron = "0 9 * * *")
		void run() {
		}

	}

}
