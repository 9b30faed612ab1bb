package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JitterTests {

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final SharedCrons crons = new SharedCrons();

	private final List<String> firings = new ArrayList<>();

	private final AtomicLong seconds = new AtomicLong();

	@Test
	void eachFiringIsDelayedByItselfAndKeepsItsDueTime() {
		run("a").begin();
		run("b").begin();
		this.time.advance(Duration.ofMinutes(2).plusSeconds(30));
		assertThat(this.firings).containsExactly("a 60 at 61", "b 60 at 62", "a 120 at 123", "b 120 at 124");
	}

	@Test
	void stopLeavesNoTimerOfADelayedFiring() {
		Pace.Run run = run("a");
		run.begin();
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.time.pendingTimers()).isEqualTo(2);
		run.stop();
		assertThat(this.time.pendingTimers()).isZero();
		this.time.advance(Duration.ofMinutes(5));
		assertThat(this.firings).isEmpty();
	}

	@Test
	void delaysAreBelowTheJitter() {
		JobBench bench = new JobBench(Runnable::run);
		List<Duration> delays = new ArrayList<>();
		bench
			.job("a", (context) -> delays.add(Duration.between(context.scheduledTime(), bench.time.now())),
					"CRON=0 * * * * *", "JITTER=20s")
			.started()
			.advance(Duration.ofMinutes(100).plusSeconds(20));
		assertThat(delays).hasSize(100)
			.allSatisfy((delay) -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(20).minusNanos(1)))
			.anySatisfy((delay) -> assertThat(delay).isPositive());
	}

	@Test
	void fixedDelayGoesOnAfterADelayedFiring() {
		JobBench bench = new JobBench(Runnable::run);
		bench.job("a", (context) -> this.firings.add("ran"), "FIXED_DELAY=10s", "JITTER=1s")
			.started()
			.advance(Duration.ofSeconds(34));
		assertThat(this.firings).hasSize(3);
	}

	private Pace.Run run(String name) {
		Pace cron = new CronPace(this.crons.get(new JobTrigger.Cron("0 * * * * *", ZoneOffset.UTC), this.time), null);
		return new JitteredPace(cron, this.time, () -> Duration.ofSeconds(this.seconds.incrementAndGet()).toNanos())
			.run((due) -> this.firings.add(name + " " + sinceStart(due) + " at " + sinceStart(this.time.now())));
	}

	private static long sinceStart(Instant instant) {
		return Duration.between(JobBench.START, instant).toSeconds();
	}

}
