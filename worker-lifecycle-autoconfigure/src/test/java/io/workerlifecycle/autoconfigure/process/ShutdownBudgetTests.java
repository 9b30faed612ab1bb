package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ShutdownBudgetTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void budgetIs25SecondsUnlessConfigured() {
		assertThat(ShutdownBudget.of(this.environment)).isEqualTo(Duration.ofSeconds(25));
	}

	@ParameterizedTest
	@CsvSource({ "1m30s, PT1M30S", "PT50S, PT50S", "500ms, PT0.5S", "' 9s ', PT9S", "36500d, PT876000H" })
	void budgetIsRead(String text, Duration budget) {
		assertThat(ShutdownBudget.of(with(text))).isEqualTo(budget);
	}

	@ParameterizedTest
	@CsvSource({ "25, a number without a unit, Write '25s' for seconds or '25ms' for milliseconds.",
			"0s, no time at all, 'Write a duration above zero, such as 25s.'",
			"-1s, no time at all, 'Write a duration above zero, such as 25s.'",
			"36501d, longer than a hundred years, 'Write a shorter duration, such as 25s.'",
			"soon, no duration, 'Write it like 25s, 1m30s or PT25S.'",
			"'', no duration, 'Write it like 25s, 1m30s or PT25S.'",
			"99999999999999999999d, no duration, 'Write it like 25s, 1m30s or PT25S.'" })
	void wrongBudgetIsRefusedWithItsPlaceAndTheWayOut(String text, String fault, String wayOut) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> ShutdownBudget.of(with(text)))
			.satisfies((ex) -> {
				assertThat(ex.analysis().getDescription()).contains("property 'worker-lifecycle.shutdown.budget' (",
						"'" + text + "', which is " + fault);
				assertThat(ex.analysis().getAction()).isEqualTo(wayOut);
			});
	}

	private MockEnvironment with(String budget) {
		return this.environment.withProperty("worker-lifecycle.shutdown.budget", budget);
	}

}
