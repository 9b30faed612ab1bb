package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static io.workerlifecycle.autoconfigure.worker.WorkerRegistrationTests.awaitRunning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WorkerSummaryTests {

	private static final String LINE = "Workers: loop ";

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean("loop", LoopWorker.class);

	@Test
	void intervalLetsTheApplicationWriteLines(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.summary-interval=10m").run((context) -> {
			awaitRunning(context.getBean(Workers.class), "loop");
			this.time.advance(Duration.ofMinutes(10));
			await().untilAsserted(() -> assertThat(output).contains("Workers: loop RUNNING for 10m0s"));
		});
		assertThat(output).contains("fecycle-summary]");
	}

	@Test
	void lineIsWrittenEachInterval(CapturedOutput output) {
		this.runner.run((context) -> {
			WorkerSummary summary = new WorkerSummary(context.getBean(Workers.class), this.time, Duration.ofMinutes(1),
					Runnable::run);
			summary.start();
			this.time.advance(Duration.ofSeconds(59));
			assertThat(lines(output)).isZero();
			this.time.advance(Duration.ofSeconds(1));
			assertThat(lines(output)).isEqualTo(1);
			this.time.advance(Duration.ofMinutes(5));
			assertThat(lines(output)).isEqualTo(6);
		});
	}

	@Test
	void clockOnlyHandsOver(CapturedOutput output) {
		Queue<Runnable> line = new ArrayDeque<>();
		this.runner.run((context) -> {
			WorkerSummary summary = new WorkerSummary(context.getBean(Workers.class), this.time, Duration.ofMinutes(1),
					line::add);
			summary.start();
			this.time.advance(Duration.ofHours(1));
			assertThat(line).hasSize(1);
			assertThat(output).doesNotContain(LINE);
			line.remove().run();
			assertThat(output).contains(LINE);
		});
	}

	@Test
	void stoppedApplicationWritesNoLine(CapturedOutput output) {
		this.runner.run((context) -> {
			WorkerSummary summary = new WorkerSummary(context.getBean(Workers.class), this.time, Duration.ofMinutes(1),
					Runnable::run);
			summary.start();
			summary.stop();
			assertThat(summary.isRunning()).isFalse();
			this.time.advance(Duration.ofHours(1));
		});
		assertThat(output).doesNotContain(LINE);
	}

	@Test
	void applicationThatIsStartedAgainWritesOneLineEachInterval(CapturedOutput output) {
		this.runner.run((context) -> {
			WorkerSummary summary = new WorkerSummary(context.getBean(Workers.class), this.time, Duration.ofMinutes(1),
					Runnable::run);
			summary.start();
			summary.stop();
			summary.start();
			this.time.advance(Duration.ofMinutes(5));
		});
		assertThat(lines(output)).isEqualTo(5);
	}

	@Test
	void withoutTheIntervalThereIsNoBean() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(WorkerSummary.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "PT0S" })
	void intervalOfZeroIsOff(String interval) {
		this.runner.withPropertyValues("worker-lifecycle.summary-interval=" + interval)
			.run((context) -> assertThat(context.getBean(WorkerSummary.class).isRunning()).isFalse());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10   | a number without a unit. Write '10s' for seconds or '10ms' for milliseconds.
			soon | which is no duration. Write it like 10s, 1m30s or PT10S.
			-5m  | It must not be negative. Write it like 10m, or 0s for no summary.
			""")
	void badIntervalIsToldWithItsPlaceAndTheWayOut(String value, String fact, CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Bare.class).web(WebApplicationType.NONE)
			.run("--worker-lifecycle.summary-interval=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START", "'worker-lifecycle.summary-interval'", fact,
				"from property source \"commandLineArgs\"");
	}

	private static int lines(CapturedOutput output) {
		return StringUtils.countOccurrencesOf(output.toString(), LINE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class })
	static class Bare {

	}

}
