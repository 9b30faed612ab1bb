package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.autoconfigure.ReducedClassPath;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Message workers on class paths that really lack a library.
 */
@Timeout(60)
class MissingMessageLibraryTests {

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "spring-integration-.*", "spring-(tx|jdbc|integration).*", "jackson-.*",
			"(spring-(tx|jdbc|integration|boot-actuator)|jackson|micrometer).*" })
	void messageIsProcessedWithout(String jars) throws Exception {
		assertThat(new ReducedClassPath(jars).call(LeanMessageApplication.class, "process")).containsExactly("42");
	}

}
