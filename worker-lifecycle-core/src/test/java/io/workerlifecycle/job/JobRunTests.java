package io.workerlifecycle.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs whose end is told.
 */
@Timeout(10)
class JobRunTests {

	private final JobBench bench = new JobBench();

	@Test
	void endIsToldOnceTheExecutionHasLeftItsJob() {
		CompletableFuture<ExecutionResult> end = run("a");
		assertThat(end).isNotDone();
		end.thenRun(() -> assertThat(this.bench.snapshot("a").running()).isNull());
		this.bench.runHandedOver();
		assertThat(end).isCompletedWithValue(new ExecutionResult.Ran(JobOutcome.SUCCESS, null));
	}

	@Test
	void refusalIsToldAsTheEnd() {
		run("a");
		CompletionStage<ExecutionResult> second = this.bench.registry.run("a");
		assertThat(second).isCompletedWithValue(new ExecutionResult.Refused(RefusalReason.OVERLAP));
	}

	@Test
	void unknownNameIsAnError() {
		assertThatExceptionOfType(NoSuchJobException.class).isThrownBy(() -> this.bench.registry.run("nobody"));
	}

	private CompletableFuture<ExecutionResult> run(String name) {
		this.bench.job(name, (context) -> {
		}, "CRON=-");
		return this.bench.registry.run(name).toCompletableFuture();
	}

}
