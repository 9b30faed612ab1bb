package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.workerlifecycle.instance.PidWriter;

import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.system.ApplicationPid;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Lets Spring Boot's {@link ApplicationPidFileWriter} write. It writes once for the whole
 * process, so one that the user registered as well stays silent from then on; for the
 * same reason {@link ApplicationPid} writes for every application after the first.
 */
record BootPidWriter(ApplicationEnvironmentPreparedEvent event) implements PidWriter {

	@Override
	public void write(Path file) throws IOException {
		ApplicationPidFileWriter writer = new ApplicationPidFileWriter(file.toFile());
		writer.setTriggerEventType(ApplicationEnvironmentPreparedEvent.class);
		writer.onApplicationEvent(eventThatNames(file));
		if (Files.size(file) == 0) {
			new ApplicationPid().write(file.toFile());
		}
	}

	private ApplicationEnvironmentPreparedEvent eventThatNames(Path file) {
		return new ApplicationEnvironmentPreparedEvent(this.event.getBootstrapContext(),
				this.event.getSpringApplication(), this.event.getArgs(), environmentThatNames(file));
	}

	private static ConfigurableEnvironment environmentThatNames(Path file) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("instanceLock",
					Map.of("spring.pid.file", file.toString(), "spring.pid.fail-on-write-error", "true")));
		return environment;
	}

}
