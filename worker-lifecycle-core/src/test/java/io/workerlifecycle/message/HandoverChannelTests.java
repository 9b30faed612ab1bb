package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A channel whose senders wait for the work.
 */
@Timeout(60)
class HandoverChannelTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final HandoverChannel channel = new HandoverChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void sendReturnsAfterTheMessageIsProcessed() {
		CountDownLatch end = new CountDownLatch(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> end.await()));
		CompletableFuture<Boolean> sent = send("a");
		Awaitility.await().until(() -> worker.attempts.size() == 1);
		assertThat(sent).isNotDone();
		end.countDown();
		assertThat(sent.join()).isTrue();
		assertThat(worker.processed).containsExactly("a");
	}

	@Test
	void everySenderOfManyGetsItsAnswer() {
		this.bench.concurrency = 4;
		this.bench.retry = MessageBench.retry(0);
		start(new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().endsWith("7")) {
				throw FAILURE;
			}
		}));
		Queue<String> failed = new ConcurrentLinkedQueue<>();
		List<CompletableFuture<?>> senders = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			int sender = i;
			senders.add(CompletableFuture.runAsync(() -> sendMany(sender, failed), MessageBench::run));
		}
		senders.forEach(CompletableFuture::join);
		assertThat(failed).hasSize(80).allMatch((payload) -> payload.endsWith("7"));
		this.bench.await(MessageOutcome.SUCCESS, 720);
	}

	private void sendMany(int sender, Queue<String> failed) {
		for (int i = 0; i < 100; i++) {
			String payload = sender + "-" + i;
			try {
				this.channel.send(new GenericMessage<>(payload));
			}
			catch (MessageFailedException ex) {
				failed.add(payload);
			}
		}
	}

	@Test
	void senderOfTheSameMessageTwiceGetsBothAnswers() {
		this.bench.concurrency = 2;
		CountDownLatch both = new CountDownLatch(2);
		start(new ScriptedMessageWorker((message, context) -> {
			both.countDown();
			both.await();
		}));
		Message<String> message = new GenericMessage<>("a");
		CompletableFuture<Boolean> first = send(message);
		CompletableFuture<Boolean> second = send(message);
		assertThat(first.join()).isTrue();
		assertThat(second.join()).isTrue();
	}

	@Test
	void failureWithoutDeadLettersReachesTheSender() {
		this.bench.retry = MessageBench.retry(0);
		start(ScriptedMessageWorker.failing("bad", FAILURE));
		assertThat(send("bad")).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(MessageFailedException.class)
			.withNoCause()
			.satisfies((failure) -> assertThat(failure.getSuppressed()).containsExactly(FAILURE));
	}

	@Test
	void senderIsToldNothingOfThePayload() {
		this.bench.retry = MessageBench.retry(0);
		start(new ScriptedMessageWorker((message, context) -> {
			throw new MessageDeliveryException(message, "no room");
		}));
		assertThat(send("secret")).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingCause()
			.satisfies((failure) -> assertThat(failure).hasStackTraceContaining("no room")
				.hasStackTraceContaining(MessageDeliveryException.class.getName()))
			.satisfies((failure) -> assertThat(failure.toString() + List.of(failure.getSuppressed()))
				.doesNotContain("secret"));
	}

	@Test
	void deadLetterIsAnAnswerToo() {
		MemoryChannel dead = new MemoryChannel();
		this.bench.retry = MessageBench.retry(0);
		this.bench.deadLetters = dead;
		start(ScriptedMessageWorker.failing("bad", FAILURE));
		assertThat(send("bad").join()).isTrue();
		assertThat(dead.payloads()).containsExactly("bad");
	}

	@Test
	void stopDuringABackoffTellsTheSenderThatItStillHasTheMessage() {
		start(ScriptedMessageWorker.failing("bad", FAILURE));
		CompletableFuture<Boolean> sent = send("bad");
		this.bench.time.awaitWaits(1);
		this.bench.stop();
		assertThat(sent).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(MessageReturnedException.class);
	}

	@Test
	void senderThatNobodyServesGivesUpAfterItsTime() {
		assertThat(this.channel.send(new GenericMessage<>("a"), 1)).isFalse();
		assertThat(this.channel.receive(0)).isNull();
	}

	@Test
	void interruptEndsTheWaitForAWorkerAndTheMessageIsGone() throws Exception {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread sender = MessageBench.daemon(() -> {
			try {
				this.channel.send(new GenericMessage<>("a"));
			}
			catch (MessageDeliveryException ex) {
				thrown.set(Thread.currentThread().isInterrupted() ? ex : null);
			}
		});
		sender.start();
		Awaitility.await().until(() -> sender.getState() == Thread.State.WAITING);
		sender.interrupt();
		sender.join();
		assertThat(thrown.get()).isInstanceOf(MessageDeliveryException.class);
		assertThat(this.channel.receive(0)).isNull();
	}

	@Test
	void interruptOfASenderDoesNotKeepTheWorkerFromProcessing() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> end.await()));
		Thread sender = MessageBench.daemon(() -> {
			try {
				this.channel.send(new GenericMessage<>("a"));
			}
			catch (MessageDeliveryException ex) {
				// This is what the test is about.
			}
		});
		sender.start();
		Awaitility.await().until(() -> worker.attempts.size() == 1);
		sender.interrupt();
		sender.join();
		end.countDown();
		assertThat(send("b").join()).isTrue();
		assertThat(worker.processed).containsExactly("a", "b");
	}

	@Test
	void waitingSenderIsServedByTheNextLife() {
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker());
		this.bench.stop();
		CompletableFuture<Boolean> sent = send("a");
		this.bench.supervisor.start("w");
		this.bench.await(WorkerState.RUNNING);
		assertThat(sent.join()).isTrue();
		assertThat(worker.processed).containsExactly("a");
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker) {
		this.bench.source(this.channel).start(worker);
		return worker;
	}

	private CompletableFuture<Boolean> send(String payload) {
		return send(new GenericMessage<>(payload));
	}

	private CompletableFuture<Boolean> send(Message<String> message) {
		return CompletableFuture.supplyAsync(() -> this.channel.send(message), MessageBench::run);
	}

}
