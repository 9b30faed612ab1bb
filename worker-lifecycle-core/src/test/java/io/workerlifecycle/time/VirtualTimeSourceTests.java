package io.workerlifecycle.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualTimeSourceTests {

	private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final VirtualTimeSource time = new VirtualTimeSource(ORIGIN);

	private final List<String> ran = new ArrayList<>();

	@Test
	void timersRunInTheOrderOfTheirDueTimes() {
		this.time.schedule(Duration.ofSeconds(2), () -> this.ran.add("late"));
		this.time.schedule(Duration.ofSeconds(1), () -> this.ran.add("early"));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.ran).containsExactly("early", "late");
	}

	@Test
	void timerSeesItsOwnDueTime() {
		this.time.schedule(Duration.ofSeconds(1), () -> this.ran.add(this.time.now().toString()));
		this.time.advance(Duration.ofSeconds(5));
		assertThat(this.ran).containsExactly("2026-01-01T00:00:01Z");
		assertThat(this.time.now()).isEqualTo(ORIGIN.plusSeconds(5));
	}

	@Test
	void timerScheduledOnTheWayRunsInTheSameAdvance() {
		this.time.schedule(Duration.ofSeconds(1),
				() -> this.time.schedule(Duration.ofSeconds(1), () -> this.ran.add("second")));
		this.time.advance(Duration.ofSeconds(2));
		assertThat(this.ran).containsExactly("second");
	}

	@Test
	void cancelledTimerDoesNotRun() {
		this.time.schedule(Duration.ofSeconds(1), () -> this.ran.add("no")).cancel();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.ran).isEmpty();
	}

	@Test
	void jumpMovesOnlyTheWallClock() {
		this.time.jump(Duration.ofHours(-3));
		assertThat(this.time.now()).isEqualTo(ORIGIN.minusSeconds(3 * 3600));
		assertThat(this.time.nanoTime()).isZero();
	}

}
