package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.worker.Workers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One worker that lives until {@code stop} is read.
 */
@Configuration(proxyBeanMethods = false)
class WorkerProgram {

	public static void main(String[] args) {
		Workers workers = ProcessProgram.run(WorkerProgram.class, args).getBean(Workers.class);
		ProcessProgram.obey((line) -> workers.stop("loop"));
	}

	@Bean
	LoopWorker loop() {
		return new LoopWorker();
	}

}
