package io.workerlifecycle.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What jobs make up for after a downtime.
 */
@Timeout(60)
class CatchUpTests {

	private static final String EACH_MINUTE = "CRON=0 * * * * *";

	private static final String RUN_ALL = "MISSED_RUNS=RUN_ALL";

	private static final String RUN_ONCE = "MISSED_RUNS=RUN_ONCE";

	@TempDir
	private Path directory;

	private LifeOfJobs life;

	@BeforeEach
	void begin() {
		this.life = new LifeOfJobs(this.directory.resolve("jobs.state"));
	}

	@AfterEach
	void end() {
		this.life.killed();
	}

	@Test
	void jobThatNeverFiredIsMadeUpForAfterADowntime() {
		String[] nightly = { "CRON=0 0 3 * * *", RUN_ALL };
		this.life.job(nightly).started().killed().begin(at("2026-03-03T09:00:00Z")).job(nightly).started().settle();
		assertThat(this.life.ran()).containsExactly("CATCH_UP 2026-03-02T03:00:00Z", "CATCH_UP 2026-03-03T03:00:00Z");
	}

	@Test
	void skipMakesUpForNothing() {
		downFor("12:02:30", EACH_MINUTE, "MISSED_RUNS=SKIP");
		assertThat(this.life.ran()).isEmpty();
	}

	@Test
	void runOnceMakesUpForTheLatest() {
		downFor("12:02:30", EACH_MINUTE, RUN_ONCE);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:02"));
	}

	@Test
	void runAllMakesUpForEachTheOldestFirst() {
		downFor("12:03:30", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"), caughtUp("12:02"), caughtUp("12:03"));
	}

	@Test
	void fixedRateGoesOnInItsBeat() {
		downFor("12:04:00", "FIXED_RATE=90s", RUN_ALL);
		assertThat(this.life.ran()).containsExactly("CATCH_UP 2026-03-01T12:01:30Z", "CATCH_UP 2026-03-01T12:03:00Z");
		downFor("12:07:00", "FIXED_RATE=90s", RUN_ONCE);
		assertThat(this.life.ran()).containsExactly("CATCH_UP 2026-03-01T12:06:00Z");
	}

	@Test
	void fixedDelayMissesOneFiring() {
		downFor("12:10:00", "FIXED_DELAY=1m", RUN_ALL);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
		this.life.advance(Duration.ofMinutes(1));
		assertThat(this.life.ran()).containsExactly(scheduled("12:11"));
	}

	@Test
	void momentIsMadeUpForOnce() {
		String at = "AT=2026-03-01T12:01:00Z";
		downFor("12:10:00", at, RUN_ONCE);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
		downFor("12:20:00", at, RUN_ONCE);
		assertThat(this.life.ran()).isEmpty();
	}

	@Test
	void latestRunWhereThereAreTooMany() {
		downFor("12:05:30", EACH_MINUTE, RUN_ALL, "CATCH_UP_MAX_RUNS=2");
		assertThat(this.life.ran()).containsExactly(caughtUp("12:04"), caughtUp("12:05"));
	}

	@Test
	void nothingRunsThatWasDueTooLongAgo() {
		downFor("12:05:30", EACH_MINUTE, RUN_ALL, "CATCH_UP_MAX_AGE=90s");
		assertThat(this.life.ran()).containsExactly(caughtUp("12:04"), caughtUp("12:05"));
	}

	@Test
	void missedOnesRunOneAfterTheOtherWhateverOverlapSays() {
		prepared("12:03:30", EACH_MINUTE, RUN_ALL, "OVERLAP=ALLOW").started();
		assertThat(this.life.bench.snapshot("a").running()).isNotNull();
		assertThat(this.life.runNext()).isTrue();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
	}

	@Test
	void regularFiringComesAfterThoseThatWereMissedBeforeIt() {
		prepared("12:02:30", EACH_MINUTE, RUN_ALL).started();
		this.life.time.advance(Duration.ofMinutes(1));
		this.life.settle();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"), caughtUp("12:02"), caughtUp("12:03"));
		assertThat(this.life.advance(Duration.ofMinutes(1)).ran()).containsExactly(scheduled("12:04"));
		assertThat(this.life.bench.skipped()).isEmpty();
	}

	@Test
	void regularFiringIsRefusedWhereAsManyWaitAsMay() {
		prepared("12:05:30", EACH_MINUTE, RUN_ALL, "CATCH_UP_MAX_RUNS=2").started();
		this.life.time.advance(Duration.ofMinutes(2));
		assertThat(this.life.bench.skipped()).singleElement()
			.satisfies((skipped) -> assertThat(skipped.reason()).isEqualTo(RefusalReason.OVERLAP))
			.satisfies((skipped) -> assertThat(skipped.scheduledTime()).isEqualTo(minute("12:07")));
		assertThat(this.life.settle().ran()).containsExactly(caughtUp("12:04"), caughtUp("12:05"), caughtUp("12:06"));
	}

	@Test
	void regularFiringIsRefusedBesideTheOneOfRunOnce() {
		prepared("12:02:30", EACH_MINUTE, RUN_ONCE).started();
		this.life.time.advance(Duration.ofMinutes(1));
		assertThat(this.life.settle().ran()).containsExactly(caughtUp("12:02"));
		assertThat(this.life.bench.observed).contains("refused a overlap");
	}

	@Test
	void runOnStartComesFirst() {
		prepared("12:02:30", EACH_MINUTE, RUN_ALL, "RUN_ON_START=true").started().settle();
		assertThat(this.life.ran()).containsExactly("STARTUP 2026-03-01T12:02:30Z", caughtUp("12:01"),
				caughtUp("12:02"));
	}

	@Test
	void policyThatComesLaterDoesNotBringOldRuns() {
		prepared("12:05:00", EACH_MINUTE, "MISSED_RUNS=SKIP").started().settle();
		downFor("12:10:30", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).isEmpty();
	}

	@Test
	void rescheduledJobHasMissedNothingByItsNewTrigger() {
		this.life.job("CRON=0 0 3 * * *", RUN_ALL).started().advance(Duration.ofMinutes(10));
		this.life.bench.registry.reschedule("a", hourly());
		downFor("12:12:00", "CRON=0 * * * * *", RUN_ALL);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:11"), caughtUp("12:12"));
	}

	@Test
	void removedJobIsForgotten() {
		this.life.job(EACH_MINUTE, RUN_ALL).started().advance(Duration.ofMinutes(1));
		this.life.bench.registry.remove("a", StopMode.WAIT);
		this.life.ran();
		this.life.killed().begin(minute("12:05")).job(EACH_MINUTE, RUN_ALL).started().settle();
		assertThat(this.life.ran()).isEmpty();
	}

	@Test
	void removedJobMakesUpForNothingMore() {
		JobBench.Body removing = (context) -> {
			this.life.note(context);
			this.life.bench.registry.remove("a", StopMode.WAIT);
		};
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:05")).job("a", removing, EACH_MINUTE, RUN_ALL).started().settle();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
	}

	@Test
	void disabledJobMakesUpForNothingMore() {
		prepared("12:05:30", EACH_MINUTE, RUN_ALL).started();
		this.life.bench.properties = JobAttributes.NONE.with(JobAttribute.ENABLED, "false", "test");
		JobSettingsResolver resolver = (declaration) -> this.life.bench.properties.over(declaration.attributes())
			.with(JobAttribute.ZONE, "UTC", "test");
		this.life.bench.registry.reconfigure(new ConfiguredJobs(resolver, List.of()));
		this.life.settle();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
	}

	private static JobTrigger hourly() {
		return new JobTrigger.Cron("0 0 * * * *", ZoneOffset.UTC, DstGap.RUN_AFTER, DstRepeat.ONCE);
	}

	/** Was killed, and begins again on the same day. */
	private void downFor(String until, String... attributes) {
		prepared(until, attributes).started().settle();
	}

	private LifeOfJobs prepared(String until, String... attributes) {
		if (this.life.bench.registry.list().isEmpty()) {
			this.life.job(attributes).started();
		}
		return this.life.killed().begin(at("2026-03-01T" + until + "Z")).job(attributes);
	}

	static String caughtUp(String minute) {
		return "CATCH_UP " + minute(minute);
	}

	static String scheduled(String minute) {
		return "SCHEDULED " + minute(minute);
	}

	static Instant minute(String minute) {
		return at("2026-03-01T" + minute + ":00Z");
	}

	static Instant at(String text) {
		return Instant.parse(text);
	}

}
