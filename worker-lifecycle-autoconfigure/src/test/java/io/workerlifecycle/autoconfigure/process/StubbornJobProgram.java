package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.job.BackgroundJob;

import org.springframework.context.annotation.Configuration;

/**
 * One job that runs from the start and ignores every interrupt.
 */
@Configuration(proxyBeanMethods = false)
class StubbornJobProgram {

	public static void main(String[] args) {
		ProcessProgram.run(StubbornJobProgram.class, args);
	}

	@BackgroundJob(name = "stubborn", fixedRate = "1h", runOnStart = true)
	void run() {
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
