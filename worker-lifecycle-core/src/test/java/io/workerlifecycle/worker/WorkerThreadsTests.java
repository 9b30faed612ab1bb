package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads of a worker, as its supervisor sees them.
 */
@Timeout(10)
class WorkerThreadsTests {

	private final WorkerThreads threads = new WorkerThreads();

	@Test
	void threadThatHasShownNoProgressForLongestComesFirst() throws Exception {
		VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);
		Thread first = begin(new ThreadProgress(time));
		time.advance(Duration.ofSeconds(1));
		Thread second = begin(new ThreadProgress(time));
		time.advance(Duration.ofSeconds(1));
		assertThat(this.threads.list()).containsExactly(first, second);
		assertThat(this.threads.idle()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void manyThreadsAreListedWhileTheyShowProgress() throws Exception {
		ShakingTime time = new ShakingTime(new Random(5));
		for (int i = 0; i < 100; i++) {
			begin(new ThreadProgress(time));
		}
		IntStream.range(0, 1000).forEach((i) -> assertThat(this.threads.list()).hasSize(100));
	}

	private Thread begin(ThreadProgress progress) throws InterruptedException {
		Thread thread = new Thread(() -> this.threads.begin(progress));
		thread.start();
		thread.join();
		return thread;
	}

	/** Never says the same, as a clock that goes on while it is asked. */
	private record ShakingTime(Random random) implements TimeSource {

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

		@Override
		public long nanoTime() {
			return this.random.nextInt(1000);
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			throw new IllegalStateException("Nobody waits here");
		}

	}

}
