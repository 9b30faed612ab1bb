package io.workerlifecycle.thread;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands on the thread of a batch executor.
 */
@Timeout(30)
class BatchExecutorTests {

	private static final int MANY = 10_000;

	private final BatchExecutor executor = new BatchExecutor("batches");

	private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void commandsRunInOrderOnOneThread() throws Exception {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		CountDownLatch ended = new CountDownLatch(MANY);
		for (int i = 0; i < MANY; i++) {
			int number = i;
			this.executor.execute(() -> {
				threads.add(Thread.currentThread());
				this.ran.add(number);
				ended.countDown();
			});
		}
		assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
		assertThat(threads).singleElement().satisfies((thread) -> {
			assertThat(thread.getName()).isEqualTo("batches");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void commandsOfManyThreadsRunOnceEach() throws Exception {
		CountDownLatch ended = new CountDownLatch(MANY);
		List<Thread> givers = IntStream.range(0, 8).mapToObj((giver) -> new Thread(() -> {
			for (int i = giver; i < MANY; i += 8) {
				int number = i;
				this.executor.execute(() -> {
					this.ran.add(number);
					ended.countDown();
				});
			}
		})).toList();
		givers.forEach(Thread::start);
		assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).hasSize(MANY).doesNotHaveDuplicates();
	}

	@Test
	void commandAfterARestRuns() throws Exception {
		for (int i = 0; i < 20; i++) {
			CountDownLatch ended = new CountDownLatch(1);
			this.executor.execute(ended::countDown);
			assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void commandThatThrowsOrIsInterruptedDisturbsNoOther() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		this.executor.execute(() -> {
			throw new IllegalStateException("on purpose");
		});
		this.executor.execute(() -> Thread.currentThread().interrupt());
		this.executor.execute(ended::countDown);
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void commandsBeforeTheCloseRunAndThoseAfterItDoNot() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		this.executor.execute(() -> {
			begun.countDown();
			await(closed);
		});
		begun.await();
		this.executor.execute(() -> this.ran.add(1));
		this.executor.execute(ended::countDown);
		this.executor.close();
		this.executor.execute(() -> this.ran.add(2));
		closed.countDown();
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).containsExactly(1);
	}

	@Test
	void hurryWithNothingToDoDoesNoHarm() throws Exception {
		this.executor.hurry();
		commandAfterARestRuns();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
