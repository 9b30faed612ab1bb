package io.workerlifecycle.sample;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FindingQueue}.
 */
@Timeout(30)
class FindingQueueTests {

	private static final Finding FIRST = new Finding.Missing(new FileKey("first"));

	private static final Finding SECOND = new Finding.Missing(new FileKey("second"));

	private final FindingQueue queue = new FindingQueue(1);

	@Test
	void findingIsQueuedOnceUntilItIsSettled() {
		assertThat(put(FIRST)).isEqualTo(PutResult.ACCEPTED);
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
		List<Finding> taken = this.queue.take(10);
		assertThat(put(FIRST)).isEqualTo(PutResult.ALREADY_QUEUED);
		this.queue.settle(taken);
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
		this.queue.take(10);
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
	void takeGivesNoMoreThanAskedFor() {
		FindingQueue large = new FindingQueue(10);
		large.put(FIRST, () -> false);
		large.put(SECOND, () -> false);
		assertThat(large.take(1)).containsExactly(FIRST);
		assertThat(large.take(5)).containsExactly(SECOND);
		assertThat(large.take(5)).isEmpty();
	}

	private PutResult put(Finding finding) {
		return this.queue.put(finding, () -> false);
	}

}
