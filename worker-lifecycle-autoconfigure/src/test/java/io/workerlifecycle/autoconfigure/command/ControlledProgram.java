package io.workerlifecycle.autoconfigure.command;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.reload.ReloadAutoConfiguration;
import io.workerlifecycle.autoconfigure.status.StatusAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A program with one worker. Of the reloads that it is asked for it says that one was
 * applied, and the next one refused. With {@code --mode=failing} it does not start, with
 * {@code --mode=hanging} its end never comes.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, StatusAutoConfiguration.class,
		ReloadAutoConfiguration.class, LifecycleAutoConfiguration.class })
class ControlledProgram {

	static final int FAILURE_CODE = 42;

	public static void main(String[] args) {
		var context = new SpringApplicationBuilder(ControlledProgram.class).web(WebApplicationType.NONE).run(args);
		if (mode(context.getBean(ApplicationArguments.class), "hanging")) {
			Runtime.getRuntime().addShutdownHook(new Thread(ControlledProgram::hang));
		}
		System.out.println("Under control");
	}

	@Bean
	LoopWorker loop(ApplicationArguments arguments) {
		if (mode(arguments, "failing")) {
			throw new NoPaperException();
		}
		return new LoopWorker();
	}

	private static boolean mode(ApplicationArguments arguments, String name) {
		return List.of(name).equals(arguments.getOptionValues("mode"));
	}

	private static void hang() {
		System.out.println("Never ending");
		while (true) {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				System.out.println("Interrupted in vain");
			}
		}
	}

	private static final class NoPaperException extends FailureAnalyzedException implements ExitCodeGenerator {

		NoPaperException() {
			super("There is no paper.", "Bring some.");
		}

		@Override
		public int getExitCode() {
			return FAILURE_CODE;
		}

	}

}
