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

	private final FindingQueue queue = new FindingQueue(this.channel);

	@AfterEach
	void leaveTransaction() {
		TransactionSynchronizationManager.clear();
	}

	@Test
	void findingIsQueuedOnceUntilItIsSettled() {
		assertThat(put(FIRST)).isEqualTo(PutResult.ACCEPTED);
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
		this.channel.clear();
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
		this.queue.settle(List.of(FIRST));
		assertThat(put(FIRST)).isEqualTo(PutResult.ACCEPTED);
	}

	@Test
	void findingIsSettledOnceItsTransactionHasCommitted() {
		put(FIRST);
		this.channel.clear();
		TransactionSynchronizationManager.initSynchronization();
		this.queue.settle(List.of(FIRST));
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
		TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
		assertThat(put(FIRST)).isEqualTo(PutResult.ACCEPTED);
	}

	@Test
	void putWaitsWhileTheQueueIsFullAndGivesUpOnStop() {
		put(FIRST);
		AtomicInteger asked = new AtomicInteger();
		assertThat(this.queue.put(SECOND, () -> asked.incrementAndGet() > 2)).isEqualTo(PutResult.GIVEN_UP);
		assertThat(asked).hasValue(3);
	}

	@Test
	void findingThatWasGivenUpMayComeAgain() {
		put(FIRST);
		this.queue.put(SECOND, () -> true);
		this.channel.clear();
		assertThat(put(SECOND)).isEqualTo(PutResult.ACCEPTED);
	}

	@Test
	void interruptGivesUpAndKeepsItsFlag() {
		put(FIRST);
		Thread.currentThread().interrupt();
		assertThat(put(SECOND)).isEqualTo(PutResult.GIVEN_UP);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void endOfOneScanWaitsAtATime() {
		assertThat(put(END)).isEqualTo(PutResult.ACCEPTED);
		assertThat(put(LATER_END)).isEqualTo(PutResult.ALREADY_QUEUED);
		this.channel.clear();
		assertThat(put(LATER_END)).isEqualTo(PutResult.ACCEPTED);
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
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
	}

	@Test
	void givingBackFailsWithoutRoom() {
		put(FIRST);
		List<Message<Finding>> taken = HashLane.take(this.channel);
		put(SECOND);
		assertThatExceptionOfType(MessageDeliveryException.class).isThrownBy(() -> this.queue.giveBack(taken));
	}

	private PutResult put(Finding finding) {
		return this.queue.put(finding, () -> false);
	}

}
