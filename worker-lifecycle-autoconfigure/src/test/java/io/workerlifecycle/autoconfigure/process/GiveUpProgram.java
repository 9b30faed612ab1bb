package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerStartException;
import io.workerlifecycle.worker.Workers;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two workers that go on, one of them slow to start, and two that throw: once
 * {@code fail} is read, or at once, if {@code --start} says how the start of the program
 * goes on from there. The program has its own idea of exit codes.
 */
@Configuration(proxyBeanMethods = false)
class GiveUpProgram {

	private static final CountDownLatch failure = new CountDownLatch(1);

	public static void main(String[] args) {
		ProcessProgram.obey((line) -> failure.countDown());
		ProcessProgram.run(GiveUpProgram.class, args);
	}

	@Bean
	Worker steady() {
		return new SteadyWorker();
	}

	@Bean
	Worker broken(ApplicationArguments arguments) {
		return new BrokenWorker(arguments);
	}

	@Bean
	Worker brokenToo(ApplicationArguments arguments) {
		return new BrokenWorker(arguments);
	}

	@Bean
	Worker slow(ApplicationArguments arguments) {
		return new SlowWorker(arguments);
	}

	@Bean
	ExitCodeGenerator otherIdea() {
		return () -> 3;
	}

	@Bean
	StartStep startStep(Workers workers, ApplicationArguments arguments) {
		return new StartStep(workers,
				arguments.containsOption("start") ? arguments.getOptionValues("start").get(0) : "");
	}

	static final class SteadyWorker implements Worker {

		@Override
		public void run(WorkerContext context) {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
		}

		@Override
		public void onShutdown(WorkerContext context) {
			// Longer than a stop that nobody waits for.
			LockSupport.parkNanos(200_000_000);
			System.out.println("Everything is put away");
		}

	}

	record BrokenWorker(ApplicationArguments arguments) implements Worker {

		@Override
		public void onStartup(WorkerContext context) {
			if (this.arguments.containsOption("start")) {
				throw new IllegalStateException("there is no queue");
			}
		}

		@Override
		public void run(WorkerContext context) throws InterruptedException {
			failure.await();
			throw new IllegalStateException("the queue is gone");
		}

	}

	record SlowWorker(ApplicationArguments arguments) implements Worker {

		@Override
		public void onStartup(WorkerContext context) {
			if (this.arguments.containsOption("start")) {
				context.awaitStop(Duration.ofHours(1));
			}
		}

		@Override
		public void run(WorkerContext context) {
			context.awaitStop(Duration.ofHours(1));
		}

	}

	/**
	 * The last step of the start, in a phase after the workers.
	 */
	record StartStep(Workers workers, String kind) implements SmartLifecycle {

		@Override
		public void start() {
			if (!this.kind.isEmpty()) {
				WorkerSnapshot broken = awaitGivenUp();
				switch (this.kind) {
					case "hangs" -> hang();
					case "fails" -> throw new WorkerStartException(broken);
					default -> System.out.println("The start goes on");
				}
			}
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		private WorkerSnapshot awaitGivenUp() {
			while (!broken().gaveUp()) {
				LockSupport.parkNanos(1_000_000);
			}
			return broken();
		}

		private WorkerSnapshot broken() {
			return this.workers.find("broken").orElseThrow();
		}

		private static void hang() {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("The start was interrupted");
			}
		}

	}

}
