package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MissedFiringsTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Instant LAST = Instant.parse("2026-01-10T02:00:00Z");

	private static final JobTrigger DAILY = new JobTrigger.Cron("0 0 3 * * *", BERLIN);

	private static final JobTrigger.Cron EACH_SECOND = new JobTrigger.Cron("* * * * * *", BERLIN);

	private final Function<JobTrigger.Cron, SharedCron> crons = SharedCron::new;

	@Test
	void skipMakesUpForNothing() {
		assertThat(missed(DAILY, Duration.ofDays(3), MissedRuns.SKIP)).isEqualTo(MissedFirings.NONE);
	}

	@Test
	void runOnceTakesTheLatest() {
		assertThat(missed(DAILY, Duration.ofDays(3), MissedRuns.RUN_ONCE))
			.isEqualTo(new MissedFirings(List.of(LAST.plus(Duration.ofDays(3))), 0));
	}

	@Test
	void runAllTakesThemOldestFirst() {
		assertThat(missed(DAILY, Duration.ofHours(71), MissedRuns.RUN_ALL))
			.isEqualTo(new MissedFirings(List.of(LAST.plus(Duration.ofDays(1)), LAST.plus(Duration.ofDays(2))), 0));
	}

	@Test
	void firingThatIsAccountedForIsNotMissed() {
		assertThat(missed(DAILY, Duration.ofHours(23), MissedRuns.RUN_ALL)).isEqualTo(MissedFirings.NONE);
	}

	@Test
	void nothingIsMissedWhenTheClockWasSetBack() {
		for (JobTrigger trigger : new JobTrigger[] { DAILY, new JobTrigger.FixedRate(Duration.ofHours(1)),
				new JobTrigger.FixedDelay(Duration.ofHours(1)) }) {
			for (MissedRuns policy : MissedRuns.values()) {
				assertThat(missed(trigger, Duration.ofDays(-400), policy)).isEqualTo(MissedFirings.NONE);
			}
		}
	}

	@Test
	void runAllTakesTheLatestUpToItsNumberAndCountsTheRest() {
		MissedRunSettings two = new MissedRunSettings(MissedRuns.RUN_ALL, 2, Duration.ofDays(31));
		assertThat(missed(DAILY, Duration.ofDays(5), two))
			.isEqualTo(new MissedFirings(List.of(LAST.plus(Duration.ofDays(4)), LAST.plus(Duration.ofDays(5))), 3));
	}

	@Test
	void firingOfExactlyTheAgeIsTakenAndOlderOnesAreCounted() {
		MissedRunSettings settings = new MissedRunSettings(MissedRuns.RUN_ALL, 100, Duration.ofDays(2));
		assertThat(missed(DAILY, Duration.ofDays(5), settings).toRun()).hasSize(3)
			.first()
			.isEqualTo(LAST.plus(Duration.ofDays(3)));
		assertThat(missed(DAILY, Duration.ofDays(5), settings).leftOut()).isEqualTo(2);
	}

	@Test
	void runOnceLeavesOutAFiringThatIsTooOld() {
		MissedRunSettings settings = new MissedRunSettings(MissedRuns.RUN_ONCE, 100, Duration.ofHours(1));
		assertThat(missed(DAILY, Duration.ofHours(30), settings)).isEqualTo(new MissedFirings(List.of(), 1));
	}

	@Test
	void runAllLeavesOutAllThatAreTooOld() {
		MissedRunSettings settings = new MissedRunSettings(MissedRuns.RUN_ALL, 100, Duration.ofHours(1));
		assertThat(missed(DAILY, Duration.ofHours(54), settings)).isEqualTo(new MissedFirings(List.of(), 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 3 * * *", "0 30 2 * * *", "*/20 59 23 * * *", "0 0 0 L * *", "0 0 9-17 * * MON-FRI",
			"0 15 * * * *", "10,50 */7 2,3 * * *" })
	void latestFiringsAreThoseOfCountingThrough(String expression) {
		JobTrigger.Cron cron = new JobTrigger.Cron(expression, BERLIN);
		for (String end : new String[] { "2026-03-29T03:13:00Z", "2026-10-25T01:30:00Z", "2026-07-01T00:00:00Z" }) {
			Downtime downtime = new Downtime(Instant.parse(end).minus(Duration.ofDays(31)), Instant.parse(end));
			MissedFirings missed = MissedFirings.of(PastFirings.of(cron, downtime.last(), this.crons), downtime,
					new MissedRunSettings(MissedRuns.RUN_ALL, 40, Duration.ofDays(31)));
			List<Instant> all = countedThrough(cron, downtime);
			assertThat(missed.toRun()).isEqualTo(all.subList(Math.max(0, all.size() - 40), all.size()));
			assertThat(missed.leftOut()).isEqualTo(Math.min(Math.max(0, all.size() - 40), 1000));
		}
	}

	@Test
	void jobOfEverySecondThatWasDownForAMonthIsSeenFromItsEnd() {
		MissedFirings missed = missed(EACH_SECOND, Duration.ofDays(31), MissedRuns.RUN_ALL);
		assertThat(missed.toRun()).hasSize(100).first().isEqualTo(LAST.plus(Duration.ofDays(31)).minusSeconds(99));
		assertThat(missed.toRun()).last().isEqualTo(LAST.plus(Duration.ofDays(31)));
		assertThat(missed.leftOutText()).isEqualTo("1000 or more");
	}

	@Test
	void latestFiringOfAHundredYearsIsFoundInFewSteps() {
		Instant now = LAST.plus(Duration.ofDays(36500));
		PastFirings past = new PastFirings.ByCron(new SharedCron(EACH_SECOND));
		assertThat(past.latest(new Downtime(LAST, now))).isEqualTo(now);
	}

	@Test
	void fixedRateGoesOnInItsBeat() {
		JobTrigger hourly = new JobTrigger.FixedRate(Duration.ofHours(1));
		MissedFirings missed = missed(hourly, Duration.ofMinutes(200), MissedRuns.RUN_ALL);
		assertThat(missed).isEqualTo(new MissedFirings(
				List.of(LAST.plus(Duration.ofHours(1)), LAST.plus(Duration.ofHours(2)), LAST.plus(Duration.ofHours(3))),
				0));
	}

	@Test
	void fixedRateThatIsDueRightNowIsMissed() {
		JobTrigger hourly = new JobTrigger.FixedRate(Duration.ofHours(1));
		assertThat(missed(hourly, Duration.ofHours(1), MissedRuns.RUN_ALL).toRun()).hasSize(1);
		assertThat(missed(hourly, Duration.ofHours(1).minusNanos(1), MissedRuns.RUN_ALL).toRun()).isEmpty();
	}

	@Test
	void fixedRateOfAMillisecondIsComputedAndNotCountedThrough() {
		JobTrigger often = new JobTrigger.FixedRate(Duration.ofMillis(1));
		MissedFirings missed = missed(often, Duration.ofDays(3650), MissedRuns.RUN_ALL);
		assertThat(missed.toRun()).hasSize(100).last().isEqualTo(LAST.plus(Duration.ofDays(3650)));
		assertThat(missed.leftOutText()).isEqualTo("1000 or more");
	}

	@Test
	void fixedDelayMissesOneFiringSinceTheNextDependsOnIt() {
		JobTrigger delay = new JobTrigger.FixedDelay(Duration.ofHours(1));
		assertThat(missed(delay, Duration.ofDays(1), MissedRuns.RUN_ALL))
			.isEqualTo(new MissedFirings(List.of(LAST.plus(Duration.ofHours(1))), 0));
	}

	@Test
	void instantInTheDowntimeIsMissedOnce() {
		Instant at = LAST.plusSeconds(60);
		MissedRunSettings all = new MissedRunSettings(MissedRuns.RUN_ALL, 100, Duration.ofDays(31));
		assertThat(MissedFirings.of(new PastFirings.Single(at), new Downtime(LAST, at), all).toRun())
			.containsExactly(at);
		assertThat(MissedFirings.of(new PastFirings.Single(at), new Downtime(at, LAST.plusSeconds(61)), all))
			.isEqualTo(MissedFirings.NONE);
		assertThat(MissedFirings.of(new PastFirings.Single(at), new Downtime(LAST, at.minusNanos(1)), all))
			.isEqualTo(MissedFirings.NONE);
	}

	@Test
	void disabledJobMissesNothing() {
		assertThat(missed(new JobTrigger.Disabled(), Duration.ofDays(3), MissedRuns.RUN_ALL))
			.isEqualTo(MissedFirings.NONE);
	}

	@Test
	void boundsThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MissedRunSettings(MissedRuns.RUN_ALL, 0, Duration.ofDays(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MissedRunSettings(MissedRuns.RUN_ALL, 10_001, Duration.ofDays(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MissedRunSettings(MissedRuns.RUN_ALL, 1, Duration.ZERO));
	}

	private MissedFirings missed(JobTrigger trigger, Duration downtime, MissedRuns policy) {
		return missed(trigger, downtime, new MissedRunSettings(policy, 100, Duration.ofDays(31)));
	}

	private MissedFirings missed(JobTrigger trigger, Duration downtime, MissedRunSettings settings) {
		return MissedFirings.of(PastFirings.of(trigger, LAST, this.crons), new Downtime(LAST, LAST.plus(downtime)),
				settings);
	}

	private static List<Instant> countedThrough(JobTrigger.Cron trigger, Downtime downtime) {
		SharedCron cron = new SharedCron(trigger);
		List<Instant> all = new ArrayList<>();
		Instant next = cron.next(downtime.last());
		while (next != null && downtime.contains(next)) {
			all.add(next);
			next = cron.next(next);
		}
		return all;
	}

}
