package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.worker.Worker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One worker that fails in each of its lives.
 */
@Configuration(proxyBeanMethods = false)
class FailingProgram {

	public static void main(String[] args) {
		ProcessProgram.run(FailingProgram.class, args);
	}

	@Bean
	Worker broken() {
		return (context) -> {
			throw new IllegalStateException("the queue is gone");
		};
	}

}
