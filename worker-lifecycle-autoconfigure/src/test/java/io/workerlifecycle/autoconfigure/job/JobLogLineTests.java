package io.workerlifecycle.autoconfigure.job;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobFinishedEvent;
import io.workerlifecycle.job.JobSkippedEvent;
import io.workerlifecycle.thread.LogContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * The marks {@code job} and {@code execution} on the lines of the log themselves.
 */
@Timeout(60)
class JobLogLineTests {

	private static final Logger own = LoggerFactory.getLogger(Talking.class);

	/** Ends those who hang. */
	private static volatile boolean over;

	@RegisterExtension
	private final LogLines lines = new LogLines();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withPropertyValues("worker-lifecycle.job-defaults.stop-timeout=0s")
		.withBean(Talking.class)
		.withBean(TalkingListener.class);

	@BeforeEach
	void begin() {
		over = false;
	}

	@AfterEach
	void end() {
		over = true;
	}

	@Test
	void linesOfTheMethodAreMarked() {
		this.runner.run((context) -> assertMarked("works", "failing", trigger(context, "failing")));
	}

	@Test
	void lineAboutTheErrorIsMarked() {
		this.runner.run((context) -> {
			String id = trigger(context, "failing");
			String line = "Job 'failing', execution " + id + ", failed";
			assertMarked(line, "failing", id);
			assertThat(this.lines.awaitLine(line).getLevel()).isEqualTo(Level.ERROR);
		});
	}

	@Test
	void linesOfListenersOfItsEndAreMarked() {
		this.runner.run((context) -> assertMarked("heard of its end", "failing", trigger(context, "failing")));
	}

	@Test
	void linesAboutARefusalBearTheJob() {
		this.runner.run((context) -> {
			trigger(context, "stubborn");
			context.getBean(BackgroundJobs.class).trigger("stubborn");
			assertThat(this.lines.awaitLine("Job 'stubborn' was not run").getMDCPropertyMap())
				.containsOnly(entry("job", "stubborn"));
			assertThat(this.lines.awaitLine("heard of its refusal").getMDCPropertyMap())
				.containsOnly(entry("job", "stubborn"));
		});
	}

	@Test
	void linesOfTheDrainAreMarked() {
		String[] id = new String[1];
		this.runner.run((context) -> id[0] = trigger(context, "stubborn"));
		assertMarked("did not end within its stop-timeout of 0s and is interrupted", "stubborn", id[0]);
		assertMarked("did not end when interrupted; the stop goes on without it", "stubborn", id[0]);
	}

	@Test
	void nextExecutionOnTheThreadHasItsOwnMarks() {
		this.runner.run((context) -> {
			String first = trigger(context, "failing");
			this.lines.awaitLine("heard of its end");
			String second = trigger(context, "failing");
			assertThat(this.lines.awaitLines("works", 2))
				.extracting((line) -> line.getMDCPropertyMap().get("execution"))
				.containsExactly(first, second);
		});
	}

	@Test
	void contextOfTheUserReplacesTheMarks() {
		this.runner.withBean(LogContext.class, Tenant::new).run((context) -> {
			String id = trigger(context, "failing");
			assertThat(this.lines.awaitLine("works").getMDCPropertyMap()).containsOnly(entry("tenant-job", "failing"),
					entry("tenant-execution", id));
		});
	}

	@Test
	void withoutSlf4jNothingIsMarkedAndAllElseWorks() {
		this.runner.withClassLoader(new FilteredClassLoader(MDC.class)).run((context) -> {
			trigger(context, "failing");
			assertThat(this.lines.awaitLine("heard of its end").getMDCPropertyMap()).isEmpty();
		});
	}

	private void assertMarked(String text, String job, String execution) {
		ILoggingEvent line = this.lines.awaitLine(text);
		assertThat(line.getMDCPropertyMap()).containsOnly(entry("job", job), entry("execution", execution));
	}

	/** Also waits until the job has begun. */
	private String trigger(ApplicationContext context, String job) {
		int before = this.lines.with("works").size();
		FiringResult result = context.getBean(BackgroundJobs.class).trigger(job);
		assertThat(result).isInstanceOf(FiringResult.Accepted.class);
		this.lines.awaitLines("works", before + 1);
		return ((FiringResult.Accepted) result).executionId();
	}

	static class Talking {

		@BackgroundJob(name = "failing", cron = "-")
		void fail() {
			own.info("works");
			throw new IllegalStateException("there is no paper");
		}

		/** Ignores its interrupt, until the test is over. */
		@BackgroundJob(name = "stubborn", cron = "-")
		void hang() {
			own.info("works");
			while (!over) {
				LockSupport.parkNanos(1_000_000);
				Thread.interrupted();
			}
		}

	}

	static class TalkingListener {

		@EventListener
		void on(JobFinishedEvent event) {
			own.info("heard of its end");
		}

		@EventListener
		void on(JobSkippedEvent event) {
			own.info("heard of its refusal");
		}

	}

	static final class Tenant implements LogContext {

		@Override
		public <V> V call(String key, String value, Supplier<V> action) {
			try (MDC.MDCCloseable mark = MDC.putCloseable("tenant-" + key, value)) {
				return action.get();
			}
		}

	}

}
