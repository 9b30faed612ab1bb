package io.workerlifecycle.autoconfigure.instance;

import org.springframework.context.annotation.Configuration;

/**
 * Lets the developer tools of Spring Boot, if they are there, restart it at each line of
 * input.
 */
@Configuration(proxyBeanMethods = false)
class DevToolsApplication {

	public static void main(String[] args) {
		LockedApplication.application(DevToolsApplication.class).run(args);
		Thread reader = new Thread(DevToolsApplication::restartOnInput, "test-input");
		reader.setDaemon(true);
		reader.start();
	}

	private static void restartOnInput() {
		int starts = Integer.getInteger("test.starts", 0) + 1;
		System.setProperty("test.starts", Integer.toString(starts));
		LockedApplication.awaitInput("Start " + starts + " by " + DevToolsApplication.class.getClassLoader());
		try {
			Class<?> restarter = Class.forName("org.springframework.boot.devtools.restart.Restarter");
			restarter.getMethod("restart").invoke(restarter.getMethod("getInstance").invoke(null));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
