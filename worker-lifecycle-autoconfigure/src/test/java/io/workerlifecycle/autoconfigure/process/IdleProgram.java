package io.workerlifecycle.autoconfigure.process;

import org.springframework.context.annotation.Configuration;

/**
 * Neither a worker nor a job.
 */
@Configuration(proxyBeanMethods = false)
class IdleProgram {

	public static void main(String[] args) {
		ProcessProgram.run(IdleProgram.class, args);
		System.out.println("Nothing to do");
	}

}
