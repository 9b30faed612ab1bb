package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataDirectory}.
 */
@Timeout(30)
class DataDirectoryTests {

	@TempDir
	private Path temporary;

	@Test
	void directoryIsMadeBeforeAnythingNeedsIt() {
		prepare(new MockEnvironment().withProperty("sample.data", this.temporary.resolve("a/b").toString()));
		assertThat(this.temporary.resolve("a/b")).isDirectory();
	}

	@Test
	void directoryIsNotMadeAtBuildTime() {
		prepare(new MockEnvironment().withProperty("sample.data", this.temporary.resolve("a").toString())
			.withProperty("spring.aot.processing", "true"));
		assertThat(this.temporary.resolve("a")).doesNotExist();
	}

	@Test
	void directoryThatCannotBeMadeIsRefused() throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		MockEnvironment environment = new MockEnvironment().withProperty("sample.data", file + "/data");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> prepare(environment))
			.withMessageContaining("file/data");
	}

	private static void prepare(MockEnvironment environment) {
		new DataDirectory().onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(),
				new SpringApplication(), new String[0], environment));
	}

}
