package io.workerlifecycle.autoconfigure.instance;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class PatienceTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void startIsRefusedAtOnceUnlessConfigured() {
		assertThat(Patience.of(this.environment)).isEqualTo(new Patience(OnConflict.FAIL, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void waitWithoutATimeoutHasNoEnd(String none) {
		this.environment.setProperty("worker-lifecycle.instance.on-conflict", "wait");
		assertThat(Patience.of(with(none))).isEqualTo(new Patience(OnConflict.WAIT, null));
	}

	@ParameterizedTest
	@CsvSource({ "10m, PT10M", "PT50S, PT50S", "' 9s ', PT9S" })
	void timeoutIsRead(String text, Duration limit) {
		assertThat(Patience.of(with(text)).limit()).isEqualTo(limit);
	}

	@ParameterizedTest
	@CsvSource({ "25, a number without a unit, Write '25s' for seconds or '25ms' for milliseconds.",
			"0s, no time at all, 'Write a duration above zero, such as 10m; not to wait, "
					+ "set worker-lifecycle.instance.on-conflict to fail.'",
			"36501d, longer than a hundred years, 'Write a shorter duration, such as 10m; "
					+ "to wait for ever, remove it.'",
			"soon, no duration, 'Write it like 30s, 10m or PT10M.'" })
	void wrongTimeoutIsRefusedWithItsPlaceAndTheWayOut(String text, String fault, String wayOut) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> Patience.of(with(text)))
			.satisfies((ex) -> {
				assertThat(ex.analysis().getDescription()).contains(
						"property 'worker-lifecycle.instance.wait-timeout' (", "'" + text + "', which is " + fault);
				assertThat(ex.analysis().getAction()).isEqualTo(wayOut);
			});
	}

	@Test
	void unknownWayOutOfAConflictIsRefused() {
		this.environment.setProperty("worker-lifecycle.instance.on-conflict", "warn");
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> Patience.of(this.environment))
			.withMessageContaining("worker-lifecycle.instance.on-conflict");
	}

	private MockEnvironment with(String timeout) {
		return this.environment.withProperty("worker-lifecycle.instance.wait-timeout", timeout);
	}

}
