package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.annotation.Configuration;

/**
 * The smallest application that stays alive. System properties make it wait for a line of
 * input: at its start ({@code test.gate}), or after its lock is given back
 * ({@code test.slow-end}).
 */
@Configuration(proxyBeanMethods = false)
class LockedApplication {

	public static void main(String[] args) {
		if (Boolean.getBoolean("test.gate")) {
			awaitInput("At the gate");
		}
		if (Boolean.getBoolean("test.slow-end")) {
			// Handlers run in reverse order, so this one comes after that of the lock.
			SpringApplication.getShutdownHandlers().add(() -> awaitInput("Ending slowly"));
		}
		SpringApplication application = application(LockedApplication.class);
		if (Boolean.getBoolean("test.own-writer")) {
			ApplicationPidFileWriter writer = new ApplicationPidFileWriter();
			writer.setTriggerEventType(ApplicationEnvironmentPreparedEvent.class);
			application.addListeners(writer);
		}
		application.run(args);
	}

	static SpringApplication application(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setKeepAlive(true);
		return application;
	}

	static void awaitInput(String line) {
		System.out.println(line);
		try {
			int character = System.in.read();
			while (character != '\n' && character != -1) {
				character = System.in.read();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
