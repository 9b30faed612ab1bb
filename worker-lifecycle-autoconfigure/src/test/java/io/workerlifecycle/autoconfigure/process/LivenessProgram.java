package io.workerlifecycle.autoconfigure.process;

import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.Workers;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A program with a web server, whose worker throws at once, or with {@code --healthy}
 * when {@code fail} is read. It goes on once {@code start} is read.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LivenessProgram {

	public static void main(String[] args) {
		Workers workers = new SpringApplicationBuilder(LivenessProgram.class).bannerMode(Banner.Mode.OFF)
			.run(args)
			.getBean(Workers.class);
		ProcessProgram.obey((line) -> obey(workers, line));
	}

	private static void obey(Workers workers, String line) {
		if (line.equals("fail")) {
			FragileWorker.failure.countDown();
		}
		else {
			FragileWorker.failure = new CountDownLatch(1);
			workers.start("fragile");
		}
	}

	@Bean
	Worker fragile() {
		return new FragileWorker();
	}

	static final class FragileWorker implements Worker {

		private static volatile CountDownLatch failure = new CountDownLatch(Integer.getInteger("failures.due", 1));

		@Override
		public void run(WorkerContext context) throws InterruptedException {
			failure.await();
			throw new IllegalStateException("the queue is gone");
		}

	}

}
