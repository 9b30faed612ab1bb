package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class JobFiringTests {

	private final JobBench direct = new JobBench(Runnable::run);

	private final JobBench.Times times = new JobBench.Times(this.direct.time);

	private final JobBench bench = new JobBench();

	@Test
	void fixedRateFiresFirstAfterOneInterval() {
		this.direct.job("a", this.times, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(35));
		assertThat(this.times.seconds).containsExactly(10L, 20L, 30L);
	}

	@Test
	void fixedRateKeepsTheBeatOfItsInitialDelay() {
		this.direct.job("a", this.times, "FIXED_RATE=10s", "INITIAL_DELAY=1s")
			.started()
			.advance(Duration.ofSeconds(25));
		assertThat(this.times.seconds).containsExactly(1L, 11L, 21L);
	}

	@Test
	void fixedRateGoesOnWhenTheWallClockJumpsBack() {
		this.direct.job("a", this.times, "FIXED_RATE=10s").started();
		this.direct.time.jump(Duration.ofHours(-1));
		this.direct.advance(Duration.ofSeconds(25));
		assertThat(this.times.seconds).containsExactly(10L - 3600, 20L - 3600);
	}

	@Test
	void fixedRateDoesNotFloodAfterALateWakeUpAndKeepsTheBeat() {
		LateTimeSource late = new LateTimeSource(this.direct.time);
		JobBench lateBench = new JobBench(Runnable::run, late, List.of()).job("a", this.times, "FIXED_RATE=10s");
		late.lateness = Duration.ofSeconds(37);
		lateBench.started();
		late.lateness = Duration.ZERO;
		this.direct.advance(Duration.ofSeconds(65));
		assertThat(this.times.seconds).containsExactly(47L, 50L, 60L);
	}

	@Test
	void fixedDelayFiresAnIntervalAfterTheEnd() {
		this.bench.job("a", (context) -> this.bench.advance(Duration.ofSeconds(7)), "FIXED_DELAY=10s").started();
		this.bench.advance(Duration.ofSeconds(60));
		assertThat(this.bench.handedOver).hasSize(1);
		assertThat(this.bench.snapshot("a").nextExecution()).isNull();
		this.bench.runHandedOver();
		assertThat(this.bench.snapshot("a").nextExecution()).isEqualTo(JobBench.START.plusSeconds(77));
	}

	@Test
	void fixedDelayGoesOnAfterARefusal() {
		this.bench.job("a", (context) -> {
		}, "FIXED_DELAY=10s").started();
		this.bench.registry.trigger("a");
		this.bench.advance(Duration.ofSeconds(10));
		assertThat(this.bench.skipped()).hasSize(1);
		assertThat(this.bench.snapshot("a").nextExecution()).isEqualTo(JobBench.START.plusSeconds(20));
	}

	@Test
	void fixedDelayIsNotBroughtForwardByARefusedTrigger() {
		this.bench.job("a", (context) -> {
		}, "FIXED_DELAY=10s").started().advance(Duration.ofSeconds(10));
		this.bench.registry.trigger("a");
		assertThat(this.bench.snapshot("a").nextExecution()).isNull();
	}

	@Test
	void executionByHandDoesNotCutTheInitialDelay() {
		this.direct.job("a", this.times, "FIXED_DELAY=10s", "INITIAL_DELAY=1h").started();
		this.direct.registry.trigger("a");
		assertThat(this.direct.snapshot("a").nextExecution()).isEqualTo(JobBench.START.plusSeconds(3600));
	}

	@Test
	void runOnStartFiresOnceBesidesTheSchedule() {
		this.direct.job("rate", this.times, "FIXED_RATE=10s", "RUN_ON_START=true").started();
		this.direct.advance(Duration.ofSeconds(10));
		assertThat(this.times.seconds).containsExactly(0L, 10L);
		assertThat(this.direct.finished()).extracting((event) -> event.execution().triggerKind())
			.containsExactly(TriggerKind.STARTUP, TriggerKind.SCHEDULED);
	}

	@Test
	void fixedDelayThatRunsOnStartWaitsForTheEndOfThatExecution() {
		this.bench.job("a", (context) -> {
		}, "FIXED_DELAY=10s", "RUN_ON_START=true").started().advance(Duration.ofSeconds(60));
		assertThat(this.bench.skipped()).isEmpty();
		this.bench.runHandedOver();
		assertThat(this.bench.snapshot("a").nextExecution()).isEqualTo(JobBench.START.plusSeconds(70));
	}

	@Test
	void cronFiresByTheWallClock() {
		this.direct.job("a", this.times, "CRON=0 */10 * * * *").started().advance(Duration.ofMinutes(25));
		assertThat(this.times.seconds).containsExactly(600L, 1200L);
	}

	@Test
	void cronLeavesOutFiringsBeforeTheInitialDelay() {
		this.direct.job("a", this.times, "CRON=0 * * * * *", "INITIAL_DELAY=2m")
			.started()
			.advance(Duration.ofMinutes(3));
		assertThat(this.times.seconds).containsExactly(120L, 180L);
	}

	@Test
	void cronNeverFiresEarlyWhenTheWallClockWasSetBack() {
		this.direct.job("a", this.times, "CRON=0 */10 * * * *").started().advance(Duration.ofMinutes(5));
		this.direct.time.jump(Duration.ofMinutes(-4));
		this.direct.advance(Duration.ofMinutes(8));
		assertThat(this.times.seconds).isEmpty();
		this.direct.advance(Duration.ofMinutes(1));
		assertThat(this.times.seconds).containsExactly(600L);
	}

	@Test
	void cronNoticesAWallClockSetForwardAndDoesNotFlood() {
		this.direct.job("a", this.times, "CRON=0 */10 * * * *").started().advance(Duration.ofSeconds(30));
		this.direct.time.jump(Duration.ofMinutes(185));
		this.direct.advance(Duration.ofMinutes(1));
		assertThat(this.times.seconds).hasSize(1);
		assertThat(this.direct.snapshot("a").nextExecution()).isEqualTo(JobBench.START.plus(Duration.ofMinutes(190)));
	}

	@Test
	void disabledJobIsListedAndOnlyFiresByHand() {
		this.direct.job("dash", this.times, "CRON=-", "RUN_ON_START=true")
			.job("flag", this.times, "FIXED_RATE=1s", "ENABLED=false", "RUN_ON_START=true")
			.started()
			.advance(Duration.ofHours(1));
		assertThat(this.times.seconds).isEmpty();
		assertThat(this.direct.registry.list()).extracting(JobSnapshot::enabled).containsExactly(false, false);
		assertThat(this.direct.registry.trigger("dash")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.direct.registry.trigger("flag")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.times.seconds).hasSize(2);
	}

	@Test
	void triggerWorksBeforeTheStart() {
		this.direct.job("a", this.times, "FIXED_RATE=10s");
		assertThat(this.direct.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.times.seconds).hasSize(1);
	}

	@Test
	void overlappingFiringIsRefusedCountedAndTold() {
		this.bench.job("a", (context) -> {
		}, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(20));
		assertThat(this.bench.handedOver).hasSize(1);
		assertThat(this.bench.skipped()).containsExactly(
				new JobSkippedEvent("a", TriggerKind.SCHEDULED, JobBench.START.plusSeconds(20), RefusalReason.OVERLAP));
		assertThat(this.bench.observed).containsExactly("registered a", "refused a overlap");
		assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
	}

	@Test
	void failureIsToldAndTheScheduleGoesOn() {
		this.direct.job("a", (context) -> {
			throw new IllegalStateException("no luck");
		}, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(20));
		assertThat(this.direct.finished()).hasSize(2)
			.allSatisfy((event) -> assertThat(event.execution().outcome()).isEqualTo(JobOutcome.ERROR))
			.allSatisfy((event) -> assertThat(event.execution().exception()).hasMessage("no luck"));
		assertThat(this.direct.snapshot("a")).satisfies((job) -> {
			assertThat(job.health()).isEqualTo(JobHealth.FAILING);
			assertThat(job.consecutiveFailures()).isEqualTo(2);
		});
	}

	@Test
	void anErrorIsAnOutcomeTooAndTheScheduleGoesOn() {
		this.direct.job("a", (context) -> {
			throw new NoClassDefFoundError("gone");
		}, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(20));
		assertThat(this.direct.finished()).hasSize(2)
			.allSatisfy((event) -> assertThat(event.execution().outcome()).isEqualTo(JobOutcome.ERROR));
	}

	@Test
	void anErrorInAStepIsAnOutcomeToo() {
		JobBench broken = new JobBench(Runnable::run, null, List.of((invocation, rest) -> {
			throw new LinkageError("step");
		}));
		broken.job("a", (context) -> {
		}, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(20));
		assertThat(broken.finished()).hasSize(2);
	}

	@Test
	void refusalByAStepFreesTheSlot() {
		JobBench refusing = new JobBench(Runnable::run, null,
				List.of((invocation, rest) -> new ExecutionResult.Refused(RefusalReason.POOL)));
		refusing.job("a", (context) -> {
		}, "FIXED_DELAY=10s").started().advance(Duration.ofSeconds(20));
		assertThat(refusing.skipped()).hasSize(2);
		assertThat(refusing.snapshot("a").running()).isNull();
	}

	@Test
	void missingThreadFreesTheSlotAndIsTold() {
		JobBench rejecting = new JobBench((task) -> {
			throw new RejectedExecutionException("full");
		});
		rejecting.job("a", (context) -> {
		}, "FIXED_DELAY=10s").started().advance(Duration.ofSeconds(20));
		assertThat(rejecting.skipped()).extracting(JobSkippedEvent::reason)
			.containsExactly(RefusalReason.POOL, RefusalReason.POOL);
		assertThat(rejecting.snapshot("a").running()).isNull();
	}

	@Test
	void outOfThreadsIsARefusalToo() {
		JobBench exhausted = new JobBench((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		exhausted.job("a", (context) -> {
		}, "FIXED_RATE=10s").started();
		assertThat(exhausted.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.POOL));
		assertThat(exhausted.snapshot("a").running()).isNull();
	}

	@Test
	void historyKeepsTheLatestFirst() {
		this.direct.job("a", this.times, "FIXED_RATE=10s", "HISTORY_SIZE=2").started().advance(Duration.ofSeconds(50));
		assertThat(this.direct.snapshot("a").history()).extracting(JobExecution::scheduledTime)
			.containsExactly(JobBench.START.plusSeconds(50), JobBench.START.plusSeconds(40));
	}

	@Test
	void snapshotShowsWhatRuns() {
		JobSnapshot[] seen = new JobSnapshot[1];
		this.direct.job("a", (context) -> {
			this.direct.advance(Duration.ofSeconds(3));
			seen[0] = this.direct.snapshot("A");
		}, "CRON=-").registry.trigger("a");
		assertThat(seen[0].running()).satisfies((running) -> {
			assertThat(running.age()).isEqualTo(Duration.ofSeconds(3));
			assertThat(running.stack()).isNotEmpty();
		});
		assertThat(this.direct.snapshot("a")).satisfies((job) -> {
			assertThat(job.running()).isNull();
			assertThat(job.health()).isEqualTo(JobHealth.OK);
			assertThat(job.lastExecution().duration()).isEqualTo(Duration.ofSeconds(3));
		});
	}

	@Test
	void nextFiringsAreToldAsFarAsTheyAreKnown() {
		this.bench.job("cron", (context) -> {
		}, "CRON=0 * * * * *").job("rate", (context) -> {
		}, "FIXED_RATE=10s").job("delay", (context) -> {
		}, "FIXED_DELAY=10s").started();
		Instant start = JobBench.START;
		assertThat(this.bench.registry.nextFirings("cron", 2)).containsExactly(start.plusSeconds(60),
				start.plusSeconds(120));
		assertThat(this.bench.registry.nextFirings("rate", 2)).containsExactly(start.plusSeconds(10),
				start.plusSeconds(20));
		assertThat(this.bench.registry.nextFirings("delay", 2)).containsExactly(start.plusSeconds(10));
	}

	@Test
	void unknownNameIsTheCallersMistake() {
		this.bench.job("nightly", (context) -> {
		}, "CRON=-");
		assertThatExceptionOfType(NoSuchJobException.class).isThrownBy(() -> this.bench.registry.trigger("nightlyy"))
			.withMessage("There is no job 'nightlyy'. The jobs are: nightly.");
		assertThatExceptionOfType(NoSuchJobException.class)
			.isThrownBy(() -> this.bench.registry.nextFirings("nightlyy", 1));
		assertThat(this.bench.registry.find("nightlyy")).isEmpty();
		assertThat(this.bench.registry.find("NIGHT-LY")).isPresent();
	}

	@Test
	void twoJobsWithOneNameAreAnError() {
		this.bench.job("nightlyReport", (context) -> {
		}, "CRON=-");
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> this.bench.job("nightly-report", (context) -> {
			}, "CRON=-"))
			.withMessageContaining("Two jobs have the name 'nightly-report' (case and dashes do not count)")
			.withMessageContaining("bean 'nightlyReport'")
			.withMessageContaining("bean 'nightly-report'");
	}

	@Test
	void jobRegisteredAfterTheStartFires() {
		this.direct.started().job("a", this.times, "FIXED_RATE=10s").advance(Duration.ofSeconds(10));
		assertThat(this.times.seconds).containsExactly(10L);
	}

	@Test
	void timerThatCouldNotBeCancelledFiresNothing() {
		LateTimeSource deaf = new LateTimeSource(this.direct.time);
		deaf.cancels = false;
		JobBench deafBench = new JobBench(Runnable::run, deaf, List.of());
		deafBench.job("delay", this.times, "FIXED_DELAY=10s").started();
		this.direct.advance(Duration.ofSeconds(5));
		deafBench.registry.trigger("delay");
		this.direct.advance(Duration.ofSeconds(7));
		assertThat(this.times.seconds).containsExactly(5L);
		deafBench.lifecycle.stop();
		this.direct.advance(Duration.ofSeconds(60));
		assertThat(this.times.seconds).containsExactly(5L);
	}

	@Test
	void beanMadeAnewTakesOverTheJob() {
		AtomicInteger fresh = new AtomicInteger();
		this.direct.job("a", this.times, "FIXED_RATE=10s").started().advance(Duration.ofSeconds(5));
		this.direct.job("a", (context) -> fresh.incrementAndGet(), "FIXED_RATE=10s").advance(Duration.ofSeconds(5));
		assertThat(this.times.seconds).isEmpty();
		assertThat(fresh).hasValue(1);
		assertThat(this.direct.registry.list()).hasSize(1);
	}

	/** Wakes up late, or cannot cancel. */
	private static final class LateTimeSource implements TimeSource {

		private final VirtualTimeSource delegate;

		private Duration lateness = Duration.ZERO;

		private boolean cancels = true;

		LateTimeSource(VirtualTimeSource delegate) {
			this.delegate = delegate;
		}

		@Override
		public Instant now() {
			return this.delegate.now();
		}

		@Override
		public long nanoTime() {
			return this.delegate.nanoTime();
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			Timer timer = this.delegate.schedule(delay.plus(this.lateness), action);
			return this.cancels ? timer : () -> {
			};
		}

	}

}
