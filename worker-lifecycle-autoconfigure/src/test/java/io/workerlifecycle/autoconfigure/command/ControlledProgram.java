package io.workerlifecycle.autoconfigure.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.status.StatusAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;

/**
 * A program with one worker. Of the reloads that it is asked for it says that one was
 * applied, and the next one refused. With {@code --mode=failing} it does not start, with
 * {@code --mode=hanging} its end never comes.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, StatusAutoConfiguration.class,
		LifecycleAutoConfiguration.class })
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

	@Bean
	Reloads reloads(ObjectProvider<ReloadObserver> observers) {
		return new AlternatingReloads(observers);
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

	/** The first is applied, the second refused, and so on. */
	private static final class AlternatingReloads implements Reloads {

		private final AtomicInteger count = new AtomicInteger();

		private final ObjectProvider<ReloadObserver> observers;

		AlternatingReloads(ObjectProvider<ReloadObserver> observers) {
			this.observers = observers;
		}

		@Override
		public CompletionStage<ReloadResult> request(ReloadCause cause) {
			ReloadResult result = result(cause, this.count.getAndIncrement());
			this.observers.forEach((observer) -> {
				observer.begun(cause);
				observer.ended(result);
			});
			return CompletableFuture.completedFuture(result);
		}

		@Override
		public Optional<ReloadResult> last() {
			return Optional.empty();
		}

		private static ReloadResult result(ReloadCause cause, int number) {
			boolean good = number % 2 == 0;
			return new ReloadResult(good ? ReloadOutcome.APPLIED : ReloadOutcome.REFUSED, cause,
					Instant.EPOCH.plusSeconds(number), Duration.ZERO, List.of(),
					good ? null : "orders.poll is 'soon',\nwhich is no duration");
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
