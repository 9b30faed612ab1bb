package io.workerlifecycle.autoconfigure.job;

import java.util.Map;

import io.workerlifecycle.job.ExecutionResult;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.RefusalReason;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RunEndTests {

	private static final Map<String, Integer> CODES = Map.of("SUCCESS", 0, "TIMEOUT", 124);

	@ParameterizedTest
	@EnumSource
	void everyOutcomeHasItsCode(JobOutcome outcome) {
		RunEnd end = RunEnd.of(new ExecutionResult.Ran(outcome, null));
		assertThat(end.code()).isEqualTo(CODES.getOrDefault(outcome.name(), 1));
		assertThat(end.fact()).isEqualTo("ended with " + outcome);
	}

	@ParameterizedTest
	@EnumSource
	void everyRefusalIs75(RefusalReason reason) {
		RunEnd end = RunEnd.of(new ExecutionResult.Refused(reason));
		assertThat(end.code()).isEqualTo(75);
		assertThat(end.fact()).isEqualTo("was refused, reason " + reason);
	}

}
