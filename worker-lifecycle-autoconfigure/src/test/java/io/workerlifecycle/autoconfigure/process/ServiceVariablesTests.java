package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What systemd says in the environment of a process.
 */
@Timeout(60)
class ServiceVariablesTests {

	private static final String SOCKET = "/run/systemd/notify";

	@Test
	void withoutASocketThereIsNothing() {
		assertThat(ServiceVariables.of(Map.of("WATCHDOG_USEC", "1000000"), 7)).isNull();
		assertThat(ServiceVariables.of(Map.of("NOTIFY_SOCKET", ""), 7)).isNull();
	}

	@Test
	void watchdogIsForTheProcessThatIsNamed() {
		Map<String, String> variables = Map.of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", "1500000", "WATCHDOG_PID",
				"7");
		assertThat(ServiceVariables.of(variables, 7)).isEqualTo(new ServiceVariables(SOCKET, Duration.ofMillis(1500)));
		assertThat(ServiceVariables.of(variables, 8)).isEqualTo(new ServiceVariables(SOCKET, null));
	}

	@Test
	void watchdogThatNamesNoProcessIsForEach() {
		assertThat(ServiceVariables.of(Map.of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", "1500000"), 7))
			.isEqualTo(new ServiceVariables(SOCKET, Duration.ofMillis(1500)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-5", "soon", "99999999999999999999" })
	void timeThatIsNoneIsNoWatchdog(String micros) {
		assertThat(ServiceVariables.of(Map.of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", micros), 7))
			.isEqualTo(new ServiceVariables(SOCKET, null));
	}

}
