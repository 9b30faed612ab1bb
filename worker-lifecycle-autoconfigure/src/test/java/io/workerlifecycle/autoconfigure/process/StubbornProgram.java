package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One worker that ignores every interrupt.
 */
@Configuration(proxyBeanMethods = false)
class StubbornProgram {

	public static void main(String[] args) {
		ProcessProgram.run(StubbornProgram.class, args);
	}

	@Bean
	Worker stubborn() {
		return new StubbornWorker();
	}

	static final class StubbornWorker implements Worker {

		@Override
		public void run(WorkerContext context) {
			System.out.println("Deaf from now on");
			while (true) {
				turnADeafEar();
			}
		}

		private static void turnADeafEar() {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				System.out.println("Interrupted in vain");
			}
		}

	}

}
