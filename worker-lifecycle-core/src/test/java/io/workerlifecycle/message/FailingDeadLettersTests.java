package io.workerlifecycle.message;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters that their channel does not take.
 */
@Timeout(60)
class FailingDeadLettersTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final MemoryChannel dead = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void fullDeadLetterChannelIsTriedAgainAndNothingIsLost() {
		MemoryChannel full = new MemoryChannel(1).with("older");
		this.bench.deadLetters = full;
		this.bench.retry = MessageBench.retry(0);
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		full.queue.clear();
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(full.payloads()).containsExactly("bad");
		assertThat(worker.attempts).containsExactly("bad", "good");
	}

	@Test
	void deadLetterChannelThatThrowsIsTriedAgainAndNothingIsLost() {
		this.dead.broken = true;
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		this.dead.broken = false;
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void poisonThatItsDeadLetterChannelCannotTakeBlocksNobody() {
		this.dead.broken = true;
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.bench.time.awaitWaits(2);
		assertThat(worker.attempts).containsExactly("bad", "good");
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isEqualTo(1);
		assertThat(this.bench.count(MessageOutcome.DEAD_LETTER)).isZero();
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker, Object... payloads) {
		this.bench.source(this.channel.with(payloads)).start(worker);
		return worker;
	}

}
