package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.ExecutionResult;
import io.workerlifecycle.job.ExecutionStep;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.worker.Worker;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A worker, a job that fires at start, and a job that does what {@code --body} says. A
 * thread that is no daemon never ends, unless {@code --no-left-over} is there. Any line
 * of input closes the application.
 */
@Configuration(proxyBeanMethods = false)
class RunProgram {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = ProcessProgram.run(RunProgram.class, args);
		ProcessProgram.obey((line) -> context.close());
	}

	@Bean
	Worker loop() {
		return (context) -> {
			System.out.println("The worker works");
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
		};
	}

	@Bean
	Thread leftOver() {
		Thread thread = new Thread(RunProgram::hang, "left-over");
		thread.setDaemon(false);
		return thread;
	}

	@Bean
	ApplicationRunner runner(Thread leftOver) {
		return (arguments) -> {
			if (!arguments.containsOption("no-left-over")) {
				leftOver.start();
			}
			System.out.println("The runner ran");
		};
	}

	@Bean
	ExecutionStep refusal(ApplicationArguments arguments) {
		return (invocation, rest) -> Body.of(arguments).equals("refused")
				? new ExecutionResult.Refused(RefusalReason.OVERLAP) : rest.get();
	}

	@Bean
	Body body(ApplicationArguments arguments) {
		return new Body(arguments);
	}

	private static void hang() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	record Body(ApplicationArguments arguments) {

		@BackgroundJob(name = "report", fixedRate = "1h", enabled = "false")
		void report(JobContext context) {
			switch (of(this.arguments)) {
				case "error" -> throw new IllegalStateException("there is no paper");
				case "slow" -> awaitStop(context);
				case "fails-late" -> {
					awaitStop(context);
					throw new IllegalStateException("torn in the middle");
				}
				default -> {
				}
			}
			System.out.println("The report is written");
		}

		@BackgroundJob(name = "other", fixedRate = "1h", runOnStart = true)
		void other() {
			System.out.println("The other job ran");
		}

		static String of(ApplicationArguments arguments) {
			return arguments.containsOption("body") ? arguments.getOptionValues("body").get(0) : "";
		}

		private static void awaitStop(JobContext context) {
			System.out.println("The report begins");
			while (!context.isStopRequested()) {
				LockSupport.parkNanos(1_000_000);
			}
		}

	}

}
