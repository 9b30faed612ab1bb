package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small application whose configuration files are in a directory of a test.
 */
final class Reloading implements AutoCloseable {

	private final Path directory;

	private final ConfigurableApplicationContext context;

	private Reloading(Path directory, ConfigurableApplicationContext context) {
		this.directory = directory;
		this.context = context;
	}

	static Reloading start(Path directory, String yaml, Class<?>... sources) {
		return start(directory, yaml, List.of(), sources);
	}

	static Reloading start(Path directory, String yaml, List<String> arguments, Class<?>... sources) {
		write(directory, "application.yml", yaml);
		Class<?>[] all = Stream.concat(Stream.of(Parts.class), Arrays.stream(sources)).toArray(Class<?>[]::new);
		String[] given = Stream
			.concat(Stream.of("--spring.config.location=file:" + directory + "/", "--spring.main.banner-mode=off"),
					arguments.stream())
			.toArray(String[]::new);
		return new Reloading(directory, new SpringApplicationBuilder(all).web(WebApplicationType.NONE).run(given));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String property(String name) {
		return String.valueOf(this.context.getEnvironment().getProperty(name));
	}

	void write(String file, String text) {
		write(this.directory, file, text);
	}

	void delete(String file) {
		try {
			Files.delete(this.directory.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ReloadResult reload() {
		try {
			return bean(Reloads.class).request(ReloadCause.CODE).toCompletableFuture().get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	ReloadResult reload(String yaml) {
		write("application.yml", yaml);
		return reload();
	}

	void apply(String yaml) {
		ReloadResult result = reload(yaml);
		assertThat(result.outcome()).as(String.valueOf(result.reason())).isEqualTo(ReloadOutcome.APPLIED);
	}

	String refusal(String yaml) {
		ReloadResult result = reload(yaml);
		assertThat(result.outcome()).isEqualTo(ReloadOutcome.REFUSED);
		return String.valueOf(result.reason());
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static void write(Path directory, String file, String text) {
		try {
			Path path = directory.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
			ReloadAutoConfiguration.class })
	static class Parts {

	}

}
