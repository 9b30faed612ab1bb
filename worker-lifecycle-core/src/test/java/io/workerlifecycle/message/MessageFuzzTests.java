package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four lanes on each of two channels, with failures, pauses, stops and starts at random.
 */
@Timeout(300)
class MessageFuzzTests {

	private static final int MESSAGES = 400;

	private static final int COMMANDS = 120;

	private static final Object[] EVEN = numbers(0);

	private static final Object[] ODD = numbers(1);

	private final Set<Object> processed = ConcurrentHashMap.newKeySet();

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel dead = new MemoryChannel();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageIsLostInMemory(long seed) {
		MemoryChannel one = new MemoryChannel(EVEN.length).with(EVEN);
		MemoryChannel two = new MemoryChannel(ODD.length).with(ODD);
		this.bench.source(one).source(two);
		run(seed, new Moody(new Random(seed), (message) -> {
		}));
		assertComplete(one.payloads(), two.payloads());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageIsLostInTransactionsAndNoneIsDoneTwice(long seed) {
		TransactedChannel one = new TransactedChannel().with(EVEN);
		TransactedChannel two = new TransactedChannel().with(ODD);
		this.bench.source(one).source(two);
		Random random = new Random(seed);
		run(seed, new Moody(random, (message) -> {
			TransactedChannel channel = isEven(message) ? one : two;
			channel.record(message);
			channel.failingCommits.addAndGet((random.nextInt(50) == 0) ? 1 : 0);
		}));
		List<Object> done = new ArrayList<>(one.committed);
		done.addAll(two.committed);
		assertThat(done).doesNotHaveDuplicates();
		assertThat(Collections.disjoint(done, one.payloads())).as("none is done and still there").isTrue();
		assertThat(Collections.disjoint(done, two.payloads())).as("none is done and still there").isTrue();
		this.processed.retainAll(done);
		assertComplete(one.payloads(), two.payloads());
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(done.size());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageInMemoryIsLostOrDoneTwiceByTransactions(long seed) {
		TransactedChannel transactions = new TransactedChannel();
		MemoryChannel one = new MemoryChannel().with(EVEN);
		MemoryChannel two = new MemoryChannel(ODD.length).with(ODD);
		this.bench.forgetful(one, transactions).forgetful(two, transactions);
		Random random = new Random(seed);
		run(seed, new Moody(random, (message) -> {
			transactions.record(message);
			transactions.failingCommits.addAndGet((random.nextInt(50) == 0) ? 1 : 0);
			transactions.failingBegins.addAndGet((random.nextInt(50) == 0) ? 1 : 0);
		}));
		assertDoneOnce(transactions, one.payloads(), two.payloads());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageOfABatchInMemoryIsLostOrDoneTwiceByTransactions(long seed) {
		TransactedChannel transactions = new TransactedChannel();
		MemoryChannel one = new MemoryChannel().with(EVEN);
		MemoryChannel two = new MemoryChannel(ODD.length).with(ODD);
		this.bench.forgetful(one, transactions).forgetful(two, transactions);
		this.bench.batch = new BatchSettings(7, Duration.ZERO);
		Random random = new Random(seed);
		run(seed, new MoodyBatches(random, (message) -> {
			transactions.record(message);
			transactions.failingCommits.addAndGet((random.nextInt(50) == 0) ? 1 : 0);
			transactions.failingBegins.addAndGet((random.nextInt(50) == 0) ? 1 : 0);
		}));
		assertDoneOnce(transactions, one.payloads(), two.payloads());
	}

	private void assertDoneOnce(TransactedChannel transactions, Collection<Object> one, Collection<Object> two) {
		List<Object> done = transactions.committed;
		assertThat(done).doesNotHaveDuplicates();
		assertThat(Collections.disjoint(done, one)).as("none is done and still there").isTrue();
		assertThat(Collections.disjoint(done, two)).as("none is done and still there").isTrue();
		this.processed.retainAll(done);
		assertComplete(one, two);
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(done.size());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageOfABatchIsLostOrDoneTwice(long seed) {
		MemoryChannel one = new MemoryChannel().with(EVEN);
		TransactedChannel two = new TransactedChannel().with(ODD);
		this.bench.source(one).source(two);
		this.bench.batch = new BatchSettings(7, Duration.ZERO);
		run(seed, new MoodyBatches(new Random(seed), (message) -> {
			if (!isEven(message)) {
				two.record(message);
			}
		}));
		assertThat(two.committed).doesNotHaveDuplicates();
		assertThat(Collections.disjoint(two.committed, two.payloads())).as("none is done and still there").isTrue();
		this.processed.removeIf((payload) -> !isEven(payload) && !two.committed.contains(payload));
		assertComplete(one.payloads(), two.payloads());
	}

	private void assertComplete(Collection<?> one, Collection<?> two) {
		Set<Object> found = new HashSet<>(this.processed);
		found.addAll(this.dead.payloads());
		found.addAll(one);
		found.addAll(two);
		assertThat(found).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, MESSAGES).<Object>mapToObj(String::valueOf).toList());
		assertThat(this.processed).as("processed").isNotEmpty();
	}

	private static boolean isEven(Object payload) {
		return Integer.parseInt(payload.toString()) % 2 == 0;
	}

	private static Object[] numbers(int first) {
		return IntStream.iterate(first, (number) -> number < MESSAGES, (number) -> number + 2)
			.mapToObj(String::valueOf)
			.toArray();
	}

	private void run(long seed, WorkerHooks worker) {
		this.bench.concurrency = 4;
		this.bench.retry = MessageBench.retry(1);
		this.bench.deadLetters = this.dead;
		this.bench.start(worker);
		Random random = new Random(seed * 31);
		for (int i = 0; i < COMMANDS; i++) {
			command(random);
		}
		this.bench.end();
	}

	private void command(Random random) {
		switch (random.nextInt(9)) {
			case 0 -> this.bench.supervisor.pause("w");
			case 1, 2 -> this.bench.supervisor.resume("w");
			case 3 -> this.bench.supervisor.restart("w");
			case 4 -> this.bench.supervisor.stop("w");
			case 5, 6 -> this.bench.supervisor.start("w");
			default -> this.bench.time.time.advance(Duration.ofMillis(random.nextInt(3000)));
		}
		LockSupport.parkNanos(random.nextInt(2_000_000));
	}

	/** What is done with a payload, before it counts as processed. */
	@FunctionalInterface
	private interface Effect {

		void of(Object payload);

	}

	private final class Moody implements MessageWorker<String> {

		private final Random random;

		private final Effect effect;

		private Moody(Random random, Effect effect) {
			this.random = random;
			this.effect = effect;
		}

		@Override
		public void process(Message<String> message, WorkerContext context) throws Exception {
			if (this.random.nextInt(40) == 0) {
				context.awaitStop(Duration.ofMillis(50));
			}
			if (this.random.nextInt(10) == 0) {
				throw new IOException("mood");
			}
			this.effect.of(message.getPayload());
			MessageFuzzTests.this.processed.add(message.getPayload());
		}

	}

	private final class MoodyBatches implements BatchWorker<String> {

		private final Random random;

		private final Effect effect;

		private MoodyBatches(Random random, Effect effect) {
			this.random = random;
			this.effect = effect;
		}

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) throws Exception {
			if (this.random.nextInt(10) == 0) {
				throw new IOException("mood");
			}
			int bad = this.random.nextInt(4 * messages.size());
			for (int i = 0; i < messages.size(); i++) {
				if (i != bad) {
					this.effect.of(messages.get(i).getPayload());
					MessageFuzzTests.this.processed.add(messages.get(i).getPayload());
				}
			}
			if (bad < messages.size()) {
				throw new BatchFailedException(messages.get(bad), new IOException("mood"));
			}
		}

	}

}
