package io.workerlifecycle.autoconfigure.instance;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Fails to start, once while beans are made ({@code --fail-in=bean}) or when they all run
 * ({@code --fail-in=runner}), and yet keeps its process alive until there is input. With
 * {@code --again} it then starts well.
 */
final class FailingApplication {

	private FailingApplication() {
	}

	public static void main(String[] args) {
		boolean inRunner = String.join(" ", args).contains("--fail-in=runner");
		SpringApplication application = LockedApplication.application(inRunner ? RunnerFails.class : BeanFails.class);
		try {
			application.run(args);
		}
		catch (RuntimeException ex) {
			LockedApplication.awaitInput("Failed, but alive");
			if (String.join(" ", args).contains("--again")) {
				LockedApplication.main(args);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class BeanFails {

		@Bean
		Object failing() {
			throw new IllegalStateException("on purpose");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RunnerFails {

		@Bean
		ApplicationRunner failing() {
			return (arguments) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

}
