package io.workerlifecycle.autoconfigure.process;

import java.util.List;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.worker.Worker;

import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A program that is ended by its own worker or its own job, as {@code --by} says.
 */
@Configuration(proxyBeanMethods = false)
class ExitProgram {

	static final int CODE = 3;

	public static void main(String[] args) {
		ProcessProgram.run(ExitProgram.class, args);
	}

	@Bean
	Worker ender(ApplicationArguments arguments) {
		return (context) -> {
			endIf("worker", arguments);
			while (context.keepRunning()) {
				context.awaitStop(java.time.Duration.ofHours(1));
			}
		};
	}

	@Bean
	EndingJob endingJob(ApplicationArguments arguments) {
		return new EndingJob(arguments);
	}

	private static void endIf(String self, ApplicationArguments arguments) {
		if (List.of(self).equals(arguments.getOptionValues("by"))) {
			System.exit(CODE);
		}
	}

	record EndingJob(ApplicationArguments arguments) {

		@BackgroundJob(name = "ending", fixedRate = "1h", runOnStart = true)
		void end() {
			endIf("job", this.arguments);
		}

	}

}
