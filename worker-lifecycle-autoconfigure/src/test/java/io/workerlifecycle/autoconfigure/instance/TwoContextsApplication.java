package io.workerlifecycle.autoconfigure.instance;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Two applications in one process, of which the first is closed on input.
 */
@Configuration(proxyBeanMethods = false)
class TwoContextsApplication {

	public static void main(String[] args) {
		ConfigurableApplicationContext first = LockedApplication.application(LockedApplication.class).run(args);
		LockedApplication.awaitInput("One is there");
		LockedApplication.application(TwoContextsApplication.class).run(args);
		LockedApplication.awaitInput("Both are there");
		first.close();
		System.out.println("The first is closed");
	}

}
