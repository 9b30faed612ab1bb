package io.workerlifecycle.thread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands that run one after the other.
 */
@Timeout(30)
class SerialExecutorTests {

	private final Threads threads = new Threads();

	@Test
	void commandsRunInOrderOnOneThreadWhateverTheyThrow() {
		List<Integer> order = new CopyOnWriteArrayList<>();
		try (SerialExecutor executor = new SerialExecutor(this.threads, Duration.ofMinutes(1))) {
			IntStream.range(0, 100).forEach((i) -> executor.execute(() -> {
				order.add(i);
				throw new IllegalStateException("broken");
			}));
			Awaitility.await().until(() -> order.size() == 100);
		}
		assertThat(order).isSorted();
		assertThat(this.threads.made).hasSize(1);
	}

	@Test
	void closeLetsWhatWasHandedOverRunAndDropsTheRest() {
		CountDownLatch closed = new CountDownLatch(1);
		List<String> ran = new CopyOnWriteArrayList<>();
		SerialExecutor executor = new SerialExecutor(this.threads, Duration.ofMinutes(1));
		executor.execute(() -> awaitQuietly(closed));
		executor.execute(() -> ran.add("before"));
		executor.close();
		executor.execute(() -> ran.add("after"));
		closed.countDown();
		Awaitility.await().until(() -> !this.threads.made.get(0).isAlive());
		assertThat(ran).containsExactly("before");
	}

	@Test
	void threadGoesAfterItsRest() {
		try (SerialExecutor executor = new SerialExecutor(this.threads, Duration.ofMillis(1))) {
			executor.execute(() -> {
			});
			Awaitility.await().until(() -> !this.threads.made.get(0).isAlive());
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> executor.execute(() -> {
			}));
		}
	}

	@Test
	void threadThatStaysWaitsForAnyTimeAndNeedsNoOther() {
		CompletableFuture<Thread> second = new CompletableFuture<>();
		try (SerialExecutor executor = new SerialExecutor(this.threads, Duration.ZERO)) {
			executor.execute(() -> {
			});
			Awaitility.await().until(() -> this.threads.made.get(0).getState() == Thread.State.WAITING);
			executor.execute(() -> second.complete(Thread.currentThread()));
			assertThat(second.join()).isSameAs(this.threads.made.get(0));
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A system that has one thread left. */
	private static final class Threads implements ThreadFactory {

		private final List<Thread> made = new CopyOnWriteArrayList<>();

		@Override
		public Thread newThread(Runnable runnable) {
			if (!this.made.isEmpty()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			Thread thread = new Thread(runnable);
			thread.setDaemon(true);
			this.made.add(thread);
			return thread;
		}

	}

}
