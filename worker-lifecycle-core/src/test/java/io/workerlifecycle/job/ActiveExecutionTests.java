package io.workerlifecycle.job;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of an execution, for those who wait for it.
 */
@Timeout(10)
class ActiveExecutionTests {

	private static final ExecutionResult RAN = new ExecutionResult.Ran(JobOutcome.SUCCESS, null);

	private final ActiveExecution execution = new ActiveExecution("", 1, "a",
			Firing.at(TriggerKind.MANUAL, JobBench.START));

	@Test
	void endReachesAllWhoWaitForIt() {
		CompletableFuture<ExecutionResult> first = this.execution.end();
		CompletableFuture<ExecutionResult> second = this.execution.end();
		assertThat(first).isNotDone();
		this.execution.end(RAN);
		assertThat(first).isCompletedWithValue(RAN);
		assertThat(second).isCompletedWithValue(RAN);
	}

	@Test
	void endIsThereForWhoComesAfterIt() {
		assertThat(this.execution.hasEnded()).isFalse();
		this.execution.end(RAN);
		assertThat(this.execution.hasEnded()).isTrue();
		assertThat(this.execution.end()).isCompletedWithValue(RAN);
	}

}
