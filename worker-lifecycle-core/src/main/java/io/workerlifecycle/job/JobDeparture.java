package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * Waits for the executions of a job that is removed, for the stop-timeout of the job at
 * most, and not for one on the calling thread.
 */
final class JobDeparture {

	private final TimeSource time;

	private final FiringChain chain;

	JobDeparture(TimeSource time, FiringChain chain) {
		this.time = time;
		this.chain = chain;
	}

	JobRemoval of(DepartedJobs.Removed removed, StopMode mode) {
		Job job = removed.job();
		List<ActiveExecution> running = removed.running();
		String name = job.name().toString();
		if (running.isEmpty()) {
			return new JobRemoval(name, JobRemoval.End.IDLE, List.of());
		}
		if (mode == StopMode.INTERRUPT) {
			running.forEach((execution) -> this.chain.cancel(job, execution));
		}
		await(running, job.settings().execution().stopTimeout());
		List<String> left = running.stream()
			.filter((execution) -> !execution.hasEnded())
			.map(ActiveExecution::executionId)
			.toList();
		return new JobRemoval(name, left.isEmpty() ? ended(mode) : JobRemoval.End.STILL_RUNNING, left);
	}

	private static JobRemoval.End ended(StopMode mode) {
		return (mode == StopMode.INTERRUPT) ? JobRemoval.End.INTERRUPTED : JobRemoval.End.FINISHED;
	}

	/** An interrupt of the calling thread ends the wait, and stays. */
	private void await(List<ActiveExecution> running, Duration limit) {
		CompletableFuture<?>[] ends = running.stream()
			.filter((execution) -> !execution.isOnThread(Thread.currentThread()))
			.map(ActiveExecution::end)
			.toArray(CompletableFuture[]::new);
		CompletableFuture<Void> over = new CompletableFuture<>();
		CompletableFuture.allOf(ends).thenRun(() -> over.complete(null));
		Timer timer = this.time.schedule(limit, () -> over.complete(null));
		try {
			over.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("An end that cannot fail has failed", ex);
		}
		finally {
			timer.cancel();
		}
	}

}
