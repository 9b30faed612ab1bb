package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * The smallest application that stays alive. System properties make it wait for a line of
 * input: before each try to start, with the arguments for it ({@code test.gate}), or
 * after its lock is given back ({@code test.slow-end}).
 */
@Configuration(proxyBeanMethods = false)
class LockedApplication {

	public static void main(String[] args) {
		if (Boolean.getBoolean("test.gate")) {
			tryUntilStarted(args);
		}
		else {
			run(args);
		}
	}

	private static void tryUntilStarted(String[] args) {
		boolean started = false;
		for (int attempt = 1; !started; attempt++) {
			started = isStarted(StringUtils.concatenateStringArrays(args, awaitInput("At the gate").split(" ")));
			System.out.println("Attempt " + attempt + (started ? " succeeded" : " failed"));
		}
	}

	private static boolean isStarted(String[] args) {
		try {
			run(args);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static void run(String[] args) {
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

	static String awaitInput(String line) {
		System.out.println(line);
		StringBuilder input = new StringBuilder();
		try {
			int character = System.in.read();
			while (character != '\n' && character != -1) {
				input.append((char) character);
				character = System.in.read();
			}
			return input.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
