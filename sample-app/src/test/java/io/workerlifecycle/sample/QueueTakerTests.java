package io.workerlifecycle.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueueTaker}.
 */
@Timeout(30)
class QueueTakerTests {

	private final QueueChannel channel = new QueueChannel(4);

	private final FindingQueue queue = new FindingQueue(this.channel, TransactionOperations.withoutTransaction(), 2);

	private final AtomicBoolean stopped = new AtomicBoolean();

	private Instant now = Instant.EPOCH;

	private final QueueTaker taker = new QueueTaker(this.queue, new ManualJobContext(this.stopped::get),
			new ManualClock());

	@Test
	void findingsGoTogetherOnceTheyAreEnough() {
		assertThat(this.taker.take(finding(1))).isTrue();
		assertThat(this.queue.depth()).isZero();
		assertThat(this.taker.take(finding(2))).isTrue();
		assertThat(this.queue.depth()).isEqualTo(2);
	}

	@Test
	void findingThatHasWaitedGoesAlone() {
		this.taker.take(finding(1));
		assertThat(this.taker.wantsMore()).isTrue();
		assertThat(this.queue.depth()).isZero();
		this.now = this.now.plus(Duration.ofSeconds(1));
		assertThat(this.taker.wantsMore()).isTrue();
		assertThat(this.queue.depth()).isOne();
	}

	@Test
	void flushAtStopHandsOverWhatWaits() {
		this.taker.take(finding(1));
		this.stopped.set(true);
		assertThat(this.taker.wantsMore()).isFalse();
		assertThat(this.taker.flush()).isTrue();
		assertThat(this.queue.depth()).isOne();
	}

	@Test
	void flushAtStopWaitsForNoRoom() {
		for (int number = 1; number <= 4; number++) {
			this.taker.take(finding(number));
		}
		this.taker.take(finding(5));
		this.stopped.set(true);
		assertThat(this.taker.flush()).isFalse();
		assertThat(this.queue.depth()).isEqualTo(4);
	}

	private static Finding finding(int number) {
		return new Finding.Missing(new FileKey("file" + number));
	}

	private final class ManualClock extends Clock {

		@Override
		public Instant instant() {
			return QueueTakerTests.this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
