package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One worker that needs 33 seconds to clean up.
 */
@Configuration(proxyBeanMethods = false)
class LongCleanUpProgram {

	public static void main(String[] args) {
		ProcessProgram.run(LongCleanUpProgram.class, args);
	}

	@Bean
	Worker careful() {
		return new CarefulWorker();
	}

	static final class CarefulWorker implements Worker {

		@Override
		public void run(WorkerContext context) {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
		}

		@Override
		public void onShutdown(WorkerContext context) throws InterruptedException {
			new CountDownLatch(1).await(33, TimeUnit.SECONDS);
			System.out.println("Everything is put away");
		}

	}

}
