package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class KnownRoomTests {

	private static final int CAPACITY = 10_000;

	private static final int THREADS = 8;

	private final AtomicInteger stored = new AtomicInteger();

	private final AtomicInteger counts = new AtomicInteger();

	private final AtomicLong nanos = new AtomicLong();

	private boolean shared = true;

	private final KnownRoom room = new KnownRoom(this::count, this.nanos::get, () -> this.shared);

	@Test
	void oneSenderFillsTheChannelExactlyAndHardlyEverCounts() {
		while (this.room.take()) {
			this.stored.incrementAndGet();
		}
		assertThat(this.stored).hasValue(CAPACITY);
		assertThat(this.counts).hasValueLessThan(100);
	}

	@Test
	void eachOfTheLastMessagesIsCounted() {
		this.stored.set(CAPACITY - 5);
		for (int left = 5; left > 0; left--) {
			assertThat(this.room.take()).isTrue();
			this.stored.incrementAndGet();
		}
		assertThat(this.room.take()).isFalse();
		assertThat(this.counts).hasValue(6);
	}

	@Test
	void whatOtherProcessesSendIsSeenAQuarterOfASecondLater() {
		assertThat(this.room.take()).isTrue();
		this.stored.set(CAPACITY);
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(249));
		assertThat(this.room.take()).isTrue();
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
		assertThat(this.room.take()).isFalse();
	}

	@Test
	void otherProcessesSeeNoMoreThanAnEighthTaken() {
		int taken = 0;
		while (this.counts.get() < 2 && this.room.take()) {
			taken++;
		}
		assertThat(taken).isBetween(CAPACITY / 8, CAPACITY / 8 + 2);
	}

	@Test
	void roomThatOnlyOneSenderSeesIsCountedForEachMessage() {
		this.shared = false;
		for (int sent = 0; sent < 10; sent++) {
			assertThat(this.room.take()).isTrue();
		}
		assertThat(this.counts).hasValue(10);
	}

	@Test
	void roomThatWasMadeIsFoundAtOnce() {
		this.stored.set(CAPACITY);
		assertThat(this.room.take()).isFalse();
		this.stored.decrementAndGet();
		assertThat(this.room.take()).isTrue();
	}

	@RepeatedTest(20)
	void manySendersExceedTheCapacityByTheirNumberAtMost() throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				all.add(senders.submit(this::fill));
			}
			for (Future<?> one : all) {
				one.get();
			}
		}
		finally {
			senders.shutdownNow();
		}
		assertThat(this.stored.get()).isBetween(CAPACITY, CAPACITY + THREADS);
	}

	private void fill() {
		while (this.room.take()) {
			Thread.yield();
			this.stored.incrementAndGet();
		}
	}

	private int count() {
		this.counts.incrementAndGet();
		int seen = Math.max(0, CAPACITY - this.stored.get());
		Thread.yield();
		return seen;
	}

}
