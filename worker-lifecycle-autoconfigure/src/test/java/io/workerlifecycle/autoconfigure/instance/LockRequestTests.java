package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class LockRequestTests {

	private final MockEnvironment environment = new MockEnvironment().withProperty("worker-lifecycle.instance.pid-file",
			"/run/orders.pid");

	@AfterEach
	void clearSystemProperty() {
		System.clearProperty("spring.aot.processing");
	}

	@Test
	void pidFilePropertyAsksForALock() {
		assertThat(pidFile()).isEqualTo(Path.of("/run/orders.pid"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void emptyPathAsksForNone(String path) {
		this.environment.setProperty("worker-lifecycle.instance.pid-file", path);
		assertThat(pidFile()).isNull();
	}

	@Test
	void pathThatIsNoneIsAnError() {
		this.environment.setProperty("worker-lifecycle.instance.pid-file", "a\u0000b");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(this::pidFile)
			.withMessageContaining("worker-lifecycle.instance.pid-file is not a path");
	}

	@Test
	void pathIsNotSoughtOnTheClassPath() {
		this.environment.setProperty("worker-lifecycle.instance.pid-file", "META-INF/spring.factories");
		assertThat(pidFile()).isEqualTo(Path.of("META-INF/spring.factories"));
	}

	@Test
	void disabledWorkerLifecycleAsksForNone() {
		this.environment.setProperty("worker-lifecycle.enabled", "false");
		assertThat(pidFile()).isNull();
	}

	@Test
	void bootstrapContextAsksForNone() {
		this.environment.getPropertySources().addLast(new MapPropertySource("bootstrap", Map.of()));
		assertThat(pidFile()).isNull();
	}

	@Test
	void aheadOfTimeProcessingAsksForNone() {
		System.setProperty("spring.aot.processing", "true");
		assertThat(pidFile()).isNull();
	}

	private Path pidFile() {
		return new LockRequest(this.environment).pidFile();
	}

}
