package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class RecoveriesTests {

	private static final Duration LASTING = Duration.ofMinutes(10);

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final Recoveries recoveries = new Recoveries(this.time);

	private final AtomicInteger recovered = new AtomicInteger();

	@Test
	void lifeAfterAFailureHasToLast() {
		fail();
		run(2);
		this.time.advance(LASTING.minusMillis(1));
		assertThat(this.recovered).hasValue(0);
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.recovered).hasValue(1);
	}

	@Test
	void workerThatNeverFailedIsNotOnTrial() {
		run(1);
		assertThat(this.time.pendingTimers()).isZero();
		assertThat(this.recoveries.ended("orders")).isFalse();
	}

	@Test
	void workerThatHasRecoveredIsNotOnTrial() {
		fail();
		run(2);
		this.time.advance(LASTING);
		run(3);
		assertThat(this.time.pendingTimers()).isZero();
	}

	@Test
	void lifeThatFailedDoesNotRecoverByItsTimer() {
		fail();
		run(2);
		fail();
		this.time.advance(LASTING);
		assertThat(this.recovered).hasValue(0);
		assertThat(this.recoveries.ended("orders")).isFalse();
	}

	@Test
	void lifeThatEndedDoesNotRecoverByItsTimerAndTheNextIsOnTrial() {
		fail();
		run(2);
		assertThat(this.recoveries.ended("orders")).isTrue();
		this.time.advance(LASTING);
		assertThat(this.recovered).hasValue(0);
		run(3);
		assertThat(this.time.pendingTimers()).isOne();
	}

	@Test
	void timerOfAnEarlierLifeThatComesLateChangesNothing() {
		LateTimers late = new LateTimers();
		Recoveries tardy = new Recoveries(late);
		tardy.failed("orders", () -> {
		});
		tardy.running("orders", 2, LASTING, this.recovered::incrementAndGet);
		tardy.failed("orders", () -> {
		});
		tardy.running("orders", 3, LASTING, this.recovered::incrementAndGet);
		late.first().run();
		assertThat(this.recovered).hasValue(0);
	}

	@Test
	void forgottenWorkerIsNotOnTrial() {
		fail();
		run(2);
		this.recoveries.forget("orders");
		run(3);
		assertThat(this.time.pendingTimers()).isZero();
	}

	private void fail() {
		this.recoveries.failed("orders", () -> {
		});
	}

	private void run(int incarnation) {
		this.recoveries.running("orders", incarnation, LASTING, this.recovered::incrementAndGet);
	}

}
