package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class BootPidNamesTests {

	private final MockEnvironment environment = new MockEnvironment();

	@TempDir
	private Path directory;

	@AfterEach
	void clearSystemProperties() {
		System.clearProperty("PIDFILE");
		System.clearProperty("pidfile");
	}

	@Test
	void nothingIsNamedByItself() {
		assertThat(other("a.pid")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.pid.file", "spring.pidfile" })
	void propertyThatNamesAnotherFileIsFound(String name) {
		this.environment.setProperty(name, this.directory.resolve("b.pid").toString());
		assertThat(other("a.pid")).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PIDFILE", "pidfile" })
	void systemPropertyThatNamesAnotherFileIsFound(String name) {
		System.setProperty(name, this.directory.resolve("b.pid").toString());
		assertThat(other("a.pid")).isEqualTo("the system property " + name);
	}

	@Test
	void sameFileThroughALinkedDirectoryIsTheSame() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.directory);
		this.environment.setProperty("spring.pid.file", link.resolve("a.pid").toString());
		assertThat(other("a.pid")).isNull();
	}

	@Test
	void sameFileByARelativePathIsTheSame() {
		this.environment.setProperty("spring.pid.file", "x/../a.pid");
		assertThat(BootPidNames.in(this.environment).otherThan(Path.of("a.pid").toAbsolutePath())).isNull();
	}

	@Test
	void emptyPathNamesNothing() {
		this.environment.setProperty("spring.pid.file", "");
		assertThat(other("a.pid")).isNull();
	}

	private String other(String name) {
		var entry = BootPidNames.in(this.environment).otherThan(this.directory.resolve(name));
		return (entry != null) ? entry.getKey() : null;
	}

}
