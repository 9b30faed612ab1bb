package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One worker that is always in the same moment of its life, as {@code --moment} says:
 * {@code starting}, {@code failing} (in a backoff), {@code recovering}, or
 * {@code hanging} when it shuts down. The other one is well.
 */
@Configuration(proxyBeanMethods = false)
class MomentsProgram {

	public static void main(String[] args) {
		ProcessProgram.run(MomentsProgram.class, args);
	}

	@Bean
	Worker moment(ApplicationArguments arguments) {
		String moment = arguments.getOptionValues("moment").get(0);
		return switch (moment) {
			case "starting" -> new Starting();
			case "failing" -> (context) -> {
				throw new IOException("the queue is gone");
			};
			case "recovering" -> new Recovering();
			case "hanging" -> new Hanging();
			default -> throw new IllegalArgumentException(moment);
		};
	}

	@Bean
	Worker well() {
		return new Worker() {

			@Override
			public void run(WorkerContext context) {
				rest(context);
			}

			@Override
			public void onShutdown(WorkerContext context) {
				System.out.println("The other worker has put its things away");
			}

		};
	}

	private static void rest(WorkerContext context) {
		while (context.keepRunning()) {
			context.awaitStop(Duration.ofHours(1));
		}
	}

	/** Never done with its start-up, though it listens to interrupts. */
	private static final class Starting implements Worker {

		@Override
		public void onStartup(WorkerContext context) throws InterruptedException {
			context.closeAtStop(() -> System.out.println("What was opened is closed"));
			System.out.println("In the moment");
			new CountDownLatch(1).await();
		}

		@Override
		public void run(WorkerContext context) {
			System.out.println("It runs, which it must not");
		}

		@Override
		public void onShutdown(WorkerContext context) {
			System.out.println("The half start is cleaned up");
		}

	}

	/** Fails at every piece of work, and at every check of its health. */
	private static final class Recovering implements Worker {

		@Override
		public void run(WorkerContext context) {
			while (context.keepRunning()) {
				context.recordFailure(new IOException("the index is gone"));
			}
			System.out.println("The loop has ended");
		}

	}

	/** Hangs when it shuts down, and ignores interrupts there. */
	private static final class Hanging implements Worker {

		@Override
		public void run(WorkerContext context) {
			System.out.println("In the moment");
			rest(context);
		}

		@Override
		public void onShutdown(WorkerContext context) {
			while (true) {
				hang();
			}
		}

		private static void hang() {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				System.out.println("Interrupted in its clean-up, which it must not be");
			}
		}

	}

}
