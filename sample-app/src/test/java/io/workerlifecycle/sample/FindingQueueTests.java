package io.workerlifecycle.sample;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FindingQueue}.
 */
@Timeout(30)
class FindingQueueTests {

	private static final Finding FIRST = new Finding.Missing(new FileKey("first"));

	private static final Finding SECOND = new Finding.Missing(new FileKey("second"));

	private static final Finding.ScanEnded END = new Finding.ScanEnded(Instant.EPOCH);

	private static final Finding.ScanEnded LATER_END = new Finding.ScanEnded(Instant.EPOCH.plusSeconds(1));

	private final QueueChannel channel = new QueueChannel(1);

	private final FindingQueue queue = new FindingQueue(this.channel, TransactionOperations.withoutTransaction(), 1);

	@AfterEach
	void leaveTransaction() {
		TransactionSynchronizationManager.clear();
	}

	@Test
	void findingIsQueuedOnceUntilItIsSettled() {
		assertThat(isSent(FIRST)).isTrue();
		assertThat(isSent(FIRST)).isFalse();
		this.queue.settle(List.of(FIRST));
		assertThat(isSent(FIRST)).isTrue();
	}

	@Test
	void findingIsSettledOnceItsTransactionHasCommitted() {
		put(FIRST);
		TransactionSynchronizationManager.initSynchronization();
		this.queue.settle(List.of(FIRST));
		assertThat(isSent(FIRST)).isFalse();
		TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
		assertThat(isSent(FIRST)).isTrue();
	}

	@Test
	void putWaitsWhileTheQueueIsFullAndGivesUpOnStop() {
		put(FIRST);
		AtomicInteger asked = new AtomicInteger();
		assertThat(this.queue.put(List.of(SECOND), () -> asked.incrementAndGet() > 2)).isFalse();
		assertThat(asked).hasValue(3);
	}

	@Test
	void putUsesTheRoomThereIsAlsoOnStop() {
		assertThat(this.queue.put(List.of(FIRST, SECOND), () -> true)).isFalse();
		assertThat(payloads()).containsExactly(FIRST);
	}

	@Test
	void findingThatWasGivenUpMayComeAgain() {
		put(FIRST);
		this.queue.put(List.of(SECOND), () -> true);
		assertThat(isSent(SECOND)).isTrue();
	}

	@Test
	void interruptGivesUpAndKeepsItsFlag() {
		put(FIRST);
		Thread.currentThread().interrupt();
		assertThat(put(SECOND)).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void findingsOfOnePutShareTransactionsInTheirOrder() {
		QueueChannel wide = new QueueChannel(10);
		AtomicInteger transactions = new AtomicInteger();
		FindingQueue wideQueue = new FindingQueue(wide, counting(transactions), 2);
		assertThat(wideQueue.put(List.of(SECOND, FIRST, END), () -> false)).isTrue();
		assertThat(transactions).hasValue(2);
		assertThat(HashLane.take(wide)).extracting(Message::getPayload).containsExactly(SECOND, FIRST, END);
	}

	@Test
	void findingsWaitForRoomForAllOfThem() {
		QueueChannel narrow = new QueueChannel(2);
		FindingQueue narrowQueue = new FindingQueue(narrow, TransactionOperations.withoutTransaction(), 2);
		narrowQueue.put(List.of(FIRST), () -> false);
		assertThat(narrowQueue.put(List.of(SECOND, END), () -> true)).isFalse();
		assertThat(HashLane.take(narrow)).extracting(Message::getPayload).containsExactly(FIRST);
	}

	@Test
	void endOfOneScanWaitsAtATime() {
		put(END);
		assertThat(this.queue.put(List.of(LATER_END), () -> true)).as("nothing to send").isTrue();
		assertThat(isSent(LATER_END)).isTrue();
		assertThat(this.queue.isInOrder(END)).isFalse();
		assertThat(this.queue.isInOrder(LATER_END)).isTrue();
	}

	@Test
	void endOfAScanIsOutOfOrderOnceSomethingWasGivenBack() {
		put(FIRST);
		List<Message<Finding>> taken = HashLane.take(this.channel);
		put(END);
		this.channel.clear();
		this.queue.giveBack(taken);
		assertThat(this.queue.isInOrder(END)).isFalse();
		assertThat(isSent(FIRST)).isFalse();
	}

	@Test
	void givingBackFailsWithoutRoom() {
		put(FIRST);
		List<Message<Finding>> taken = HashLane.take(this.channel);
		put(SECOND);
		assertThatExceptionOfType(MessageDeliveryException.class).isThrownBy(() -> this.queue.giveBack(taken));
	}

	private static TransactionOperations counting(AtomicInteger transactions) {
		return new TransactionOperations() {
			@Override
			public <T> T execute(TransactionCallback<T> action) {
				transactions.incrementAndGet();
				return TransactionOperations.withoutTransaction().execute(action);
			}
		};
	}

	private boolean put(Finding finding) {
		return this.queue.put(List.of(finding), () -> false);
	}

	private boolean isSent(Finding finding) {
		this.channel.clear();
		put(finding);
		return payloads().contains(finding);
	}

	private List<Finding> payloads() {
		return HashLane.take(this.channel).stream().map(Message::getPayload).toList();
	}

}
