package io.workerlifecycle.job;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class AtPaceTests {

	private final JobBench bench = new JobBench(Runnable::run);

	private final JobBench.Times times = new JobBench.Times(this.bench.time);

	@Test
	void jobFiresOnceAtItsMoment() {
		this.bench.job("a", this.times, "AT=2026-03-01T12:10:00Z").started();
		assertThat(this.bench.snapshot("a").nextExecution()).isEqualTo("2026-03-01T12:10:00Z");
		this.bench.advance(Duration.ofDays(1));
		assertThat(this.times.seconds).containsExactly(600L);
		assertThat(this.bench.snapshot("a").nextExecution()).isNull();
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void momentThatHasPassedNeverFires() {
		this.bench.job("a", this.times, "AT=2026-03-01T12:00:00Z").started().advance(Duration.ofDays(1));
		assertThat(this.times.seconds).isEmpty();
		assertThat(this.bench.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
	}

	@Test
	void momentWithinTheInitialDelayFiresAtItsEnd() {
		this.bench.job("a", this.times, "AT=2026-03-01T12:10:00Z", "INITIAL_DELAY=15m")
			.started()
			.advance(Duration.ofDays(1));
		assertThat(this.times.seconds).containsExactly(900L);
	}

	@Test
	void clockThatIsSetForwardIsNoticed() {
		this.bench.job("a", this.times, "AT=2026-03-01T18:00:00Z").started();
		this.bench.time.jump(Duration.ofHours(7));
		this.bench.advance(Duration.ofMinutes(1));
		assertThat(this.bench.finished()).hasSize(1);
		this.bench.time.jump(Duration.ofHours(-7));
		this.bench.advance(Duration.ofHours(8));
		assertThat(this.bench.finished()).hasSize(1);
	}

}
