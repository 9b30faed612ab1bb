package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.PollableChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A channel that fails to hand out.
 */
@Timeout(60)
class FlakyChannelTests {

	private final MessageBench bench = new MessageBench();

	@Test
	void messageOfBeforeDoesNotComeAgainWhenItsChannelFails() {
		FlakyChannel channel = new FlakyChannel();
		ScriptedMessageWorker worker = new ScriptedMessageWorker();
		this.bench.source(channel).start(worker);
		this.bench.time.awaitWaits(1);
		assertThat(this.bench.flow().unreachable()).containsOnlyKeys("channel1");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		this.bench.end();
		assertThat(worker.processed).containsExactly("a", "b");
	}

	@Test
	void channelThatSaysAtOnceThatItHasNothingIsLeftAloneForAWhile() {
		AtomicInteger asked = new AtomicInteger();
		this.bench.source(new ForbiddenChannel(() -> {
			asked.incrementAndGet();
			this.bench.time.time.advance(Duration.ofNanos(1));
		})).start(new ScriptedMessageWorker());
		this.bench.time.awaitWaits(1);
		assertThat(asked).hasValue(17);
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(asked).hasValue(18);
		assertThat(this.bench.time.waits).containsOnly(Duration.ofMillis(10));
		this.bench.stop();
	}

	@Test
	void whatFoundNoRoomIsSentAgainWhenNoLifeWillFollow() {
		MemoryChannel channel = new MemoryChannel(1).with("a");
		this.bench.source(channel).start(ScriptedMessageWorker.failing("a", new IOException("no answer")));
		this.bench.time.awaitWaits(1);
		channel.with("b");
		this.bench.stop();
		assertThat(channel.payloads()).containsExactly("b");
		channel.queue.clear();
		this.bench.loop().leave("w");
		Awaitility.await().untilAsserted(() -> assertThat(channel.payloads()).containsExactly("a"));
	}

	@Test
	void whatFoundNoRoomIsSentAgainWhenTheNextLifeTakesFromElsewhere() {
		MemoryChannel channel = new MemoryChannel(1).with("a");
		this.bench.source(channel).start(ScriptedMessageWorker.failing("a", new IOException("no answer")));
		this.bench.time.awaitWaits(1);
		channel.with("b");
		this.bench.stop();
		MemoryChannel other = new MemoryChannel();
		this.bench.moveTo(other);
		restart(other);
		assertThat(channel.payloads()).containsExactly("b");
		channel.queue.clear();
		restart(other);
		assertThat(channel.payloads()).containsExactly("a");
	}

	private void restart(MemoryChannel channel) {
		long before = this.bench.outcomes.count(MessageOutcome.SUCCESS);
		this.bench.supervisor.start("w");
		channel.with("good");
		Awaitility.await().until(() -> this.bench.outcomes.count(MessageOutcome.SUCCESS) > before);
		this.bench.stop();
	}

	@Test
	void channelThatFailsWithAnErrorWhenNoLifeWillFollowIsNoMatterOfAnother() {
		MemoryChannel broken = new MemoryChannel(1).with("a");
		MemoryChannel other = new MemoryChannel(1).with("a");
		this.bench.source(broken).source(other).start(ScriptedMessageWorker.failing("a", new IOException("no answer")));
		this.bench.time.awaitWaits(2);
		broken.with("b");
		other.with("b");
		this.bench.stop();
		other.queue.clear();
		broken.erroneous = true;
		this.bench.loop().leave("w");
		Awaitility.await().untilAsserted(() -> assertThat(other.payloads()).containsExactly("a"));
	}

	/** Never waits, and never has anything. */
	private record ForbiddenChannel(Runnable asked) implements PollableChannel {

		@Override
		public boolean send(Message<?> message, long timeout) {
			return false;
		}

		@Override
		public @Nullable Message<?> receive() {
			return receive(-1);
		}

		@Override
		public @Nullable Message<?> receive(long timeout) {
			this.asked.run();
			return null;
		}

	}

	/** The second time it fails. */
	private static final class FlakyChannel implements PollableChannel {

		private final MemoryChannel channel = new MemoryChannel().with("a", "b");

		private final AtomicInteger asked = new AtomicInteger();

		@Override
		public boolean send(Message<?> message, long timeout) {
			return this.channel.send(message, timeout);
		}

		@Override
		public @Nullable Message<?> receive() {
			return receive(TimeUnit.DAYS.toMillis(1));
		}

		@Override
		public @Nullable Message<?> receive(long timeout) {
			if (this.asked.incrementAndGet() == 2) {
				throw new MessagingException("no connection");
			}
			return this.channel.receive(timeout);
		}

	}

}
