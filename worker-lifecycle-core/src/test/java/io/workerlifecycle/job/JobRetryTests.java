package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JobRetryTests {

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool);

	private final List<String> attempts = new CopyOnWriteArrayList<>();

	@AfterEach
	void releaseThreads() {
		this.pool.shutdownNow();
	}

	@Test
	void withoutRetriesThereIsOneAttempt() {
		trigger(this::fail, "RETRY_DELAY=5s");
		assertThat(ended().attempts()).isOne();
	}

	@Test
	void attemptsGoOnUntilOneSucceedsWithGrowingDelays() {
		trigger((context) -> {
			note(context);
			if (context.attempt() < 4) {
				throw new IllegalStateException("attempt " + context.attempt());
			}
		}, "RETRY_MAX_RETRIES=5", "RETRY_DELAY=1s", "RETRY_MULTIPLIER=2", "RETRY_MAX_DELAY=3s");
		awaitRest();
		assertThat(this.bench.snapshot("a").running().attempt()).isOne();
		wait(1);
		wait(2);
		wait(3);
		assertThat(ended()).satisfies((execution) -> {
			assertThat(execution.outcome()).isEqualTo(JobOutcome.SUCCESS);
			assertThat(execution.attempts()).isEqualTo(4);
			assertThat(execution.duration()).isEqualTo(Duration.ofSeconds(6));
		});
		assertThat(this.attempts).containsExactly("1 at 0", "2 at 1", "3 at 3", "4 at 6");
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void lastFailureIsTheOutcomeOfAllAttempts() {
		trigger(this::fail, "RETRY_MAX_RETRIES=2", "RETRY_DELAY=0s");
		assertThat(ended()).satisfies((execution) -> {
			assertThat(execution.outcome()).isEqualTo(JobOutcome.ERROR);
			assertThat(execution.attempts()).isEqualTo(3);
			assertThat(execution.exception()).hasMessage("attempt 3");
		});
		assertThat(this.bench.finished()).hasSize(1);
	}

	@Test
	void stopEndsTheWaitForTheNextAttempt() {
		trigger(this::fail, "RETRY_MAX_RETRIES=2", "RETRY_DELAY=1h", "RETRY_MAX_DELAY=1h");
		awaitRest();
		this.bench.lifecycle.stop();
		assertThat(ended().outcome()).isEqualTo(JobOutcome.ERROR);
		assertThat(this.attempts).hasSize(1);
	}

	@Test
	void cancellationEndsTheWaitForTheNextAttempt() {
		trigger(this::fail, "RETRY_MAX_RETRIES=2");
		awaitRest();
		this.bench.registry.cancel("a");
		assertThat(ended().outcome()).isEqualTo(JobOutcome.CANCELLED);
		assertThat(this.attempts).hasSize(1);
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void timeoutCoversAttemptsAndTheWaitsBetween() {
		trigger(this::fail, "RETRY_MAX_RETRIES=9", "RETRY_DELAY=2s", "TIMEOUT=5s");
		awaitRest(2);
		this.bench.advance(Duration.ofSeconds(2));
		Awaitility.await().until(() -> this.attempts.size() == 2);
		awaitRest(2);
		this.bench.advance(Duration.ofSeconds(2));
		Awaitility.await().until(() -> this.attempts.size() == 3);
		awaitRest(2);
		this.bench.advance(Duration.ofSeconds(1));
		assertThat(ended()).satisfies((execution) -> {
			assertThat(execution.outcome()).isEqualTo(JobOutcome.TIMEOUT);
			assertThat(execution.attempts()).isEqualTo(3);
			assertThat(execution.duration()).isEqualTo(Duration.ofSeconds(5));
		});
	}

	@Test
	void errorOfTheMachineIsNotTriedAgain() {
		trigger((context) -> {
			note(context);
			throw new OutOfMemoryError("made up");
		}, "RETRY_MAX_RETRIES=2", "RETRY_DELAY=0s");
		assertThat(ended().attempts()).isOne();
	}

	@Test
	void stackThatWasTooDeepIsTriedAgain() {
		trigger((context) -> {
			note(context);
			throw new StackOverflowError("made up");
		}, "RETRY_MAX_RETRIES=2", "RETRY_DELAY=0s");
		assertThat(ended().attempts()).isEqualTo(3);
	}

	private void fail(JobContext context) {
		note(context);
		throw new IllegalStateException("attempt " + context.attempt());
	}

	private void note(JobContext context) {
		this.attempts.add(context.attempt() + " at " + Duration.ofNanos(this.bench.time.nanoTime()).toSeconds());
	}

	private void trigger(JobBench.Body body, String... attributes) {
		String[] all = new String[attributes.length + 1];
		System.arraycopy(attributes, 0, all, 1, attributes.length);
		all[0] = "CRON=-";
		this.bench.job("a", body, all).started().registry.trigger("a");
	}

	private void awaitRest() {
		awaitRest(1);
	}

	private void awaitRest(int timers) {
		Awaitility.await().until(() -> this.bench.time.pendingTimers() == timers);
	}

	private void wait(int seconds) {
		awaitRest();
		this.bench.advance(Duration.ofSeconds(seconds).minusNanos(1));
		assertThat(this.bench.time.pendingTimers()).isOne();
		this.bench.advance(Duration.ofNanos(1));
	}

	private JobExecution ended() {
		Awaitility.await().until(() -> !this.bench.finished().isEmpty());
		Awaitility.await().until(() -> this.bench.snapshot("a").running() == null);
		return this.bench.finished().get(0).execution();
	}

}
