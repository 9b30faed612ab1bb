package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.workerlifecycle.job.CatchUpTests.caughtUp;
import static io.workerlifecycle.job.CatchUpTests.minute;
import static io.workerlifecycle.job.CatchUpTests.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * When jobs write down what they fired, and what stops, pauses and a machine that slept
 * make of it.
 */
@Timeout(60)
class JobMemoryTests {

	private static final String EACH_MINUTE = "CRON=0 * * * * *";

	private static final String RUN_ALL = "MISSED_RUNS=RUN_ALL";

	private static final String RUN_ONCE = "MISSED_RUNS=RUN_ONCE";

	@TempDir
	private Path directory;

	private Path file;

	private LifeOfJobs life;

	@BeforeEach
	void begin() {
		this.file = this.directory.resolve("jobs.state");
		this.life = new LifeOfJobs(this.file);
	}

	@AfterEach
	void end() {
		this.life.killed();
	}

	@Test
	void momentIsOnDiskBeforeTheMethodRuns() {
		List<String> seen = new ArrayList<>();
		this.life.job("a", (context) -> seen.add(Files.readAllLines(this.file).get(1)), EACH_MINUTE, RUN_ALL).started();
		this.life.advance(Duration.ofMinutes(1));
		assertThat(seen).containsExactly("a 2026-03-01T12:01:00Z -");
	}

	@Test
	void startWritesTheMomentOfEachJobThatCatchesUp() throws IOException {
		this.life.job(EACH_MINUTE, RUN_ALL).job("b", this.life::note, EACH_MINUTE).started();
		assertThat(Files.readAllLines(this.file)).hasSize(3).contains("a 2026-03-01T12:00:00Z -");
	}

	@Test
	void executionByHandAccountsForNothing() throws IOException {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.time.advance(Duration.ofSeconds(30));
		this.life.bench.registry.trigger("a");
		this.life.settle();
		assertThat(Files.readAllLines(this.file)).contains("a 2026-03-01T12:00:00Z -");
	}

	@Test
	void gracefulStopLeavesNothingToMakeUpFor() throws IOException {
		this.life.job(EACH_MINUTE, RUN_ALL, "OVERLAP=SKIP").started().advance(Duration.ofSeconds(90)).stopped();
		assertThat(Files.readAllLines(this.file)).contains("a 2026-03-01T12:01:30Z -");
		again("12:01:50", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"));
	}

	@Test
	void whatAStopRefusedIsMadeUpFor() {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.time.advance(Duration.ofMinutes(1));
		this.life.stopped();
		assertThat(this.life.bench.observed).contains("refused a shutdown");
		again("12:01:50", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
	}

	@Test
	void whatAStopCutOffOfABacklogIsMadeUpForNextTime() {
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:03")).job(EACH_MINUTE, RUN_ALL).started().runNext();
		this.life.stopped();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"));
		again("12:03:30", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(caughtUp("12:02"), caughtUp("12:03"));
	}

	@Test
	void whatAStopRefusedRunsOnceInTheNextStartOfTheSameProcess() {
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:03")).job(EACH_MINUTE, RUN_ALL).started().runNext();
		this.life.bench.lifecycle.stop();
		this.life.settle().started().settle();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:01"), caughtUp("12:02"), caughtUp("12:03"));
	}

	@Test
	void whatWaitsForItsThreadOverAStopAndAStartRunsOnce() {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.time.advance(Duration.ofMinutes(1));
		this.life.bench.lifecycle.stop();
		this.life.started().settle();
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"));
	}

	@Test
	void pauseOverARestartStaysAndIsNotMadeUpFor() {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.bench.registry.pause("a");
		this.life.killed();
		again("12:05:30", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.bench.snapshot("a").paused()).isTrue();
		this.life.advance(Duration.ofMinutes(1));
		this.life.bench.registry.resume("a");
		assertThat(this.life.settle().ran()).isEmpty();
		assertThat(this.life.bench.observed).contains("refused a paused");
		assertThat(this.life.advance(Duration.ofMinutes(1)).ran()).containsExactly(scheduled("12:07"));
	}

	@Test
	void resumedJobIsNotPausedAfterARestart() {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.bench.registry.pause("a");
		this.life.time.advance(Duration.ofSeconds(150));
		this.life.bench.registry.resume("a");
		this.life.killed();
		again("12:03:30", EACH_MINUTE, RUN_ALL);
		assertThat(this.life.bench.snapshot("a").paused()).isFalse();
		assertThat(this.life.ran()).containsExactly(caughtUp("12:03"));
	}

	@Test
	void pauseEndsACatchUp() {
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:05")).job(EACH_MINUTE, RUN_ALL).started().runNext();
		this.life.bench.registry.pause("a");
		this.life.settle();
		this.life.bench.registry.resume("a");
		assertThat(this.life.advance(Duration.ofMinutes(1)).ran()).containsExactly(caughtUp("12:01"), caughtUp("12:02"),
				scheduled("12:06"));
	}

	@Test
	void resumeOfAJobThatIsNotPausedKeepsItsBacklog() {
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:02")).job(EACH_MINUTE, RUN_ALL).started();
		this.life.bench.registry.resume("a");
		assertThat(this.life.settle().ran()).containsExactly(caughtUp("12:01"), caughtUp("12:02"));
	}

	@Test
	void machineThatSleptRunsAllUnderRunAll() {
		slept(EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"), caughtUp("12:02"), caughtUp("12:03"));
		assertThat(this.life.advance(Duration.ofMinutes(1)).ran()).containsExactly(scheduled("12:04"));
	}

	@Test
	void machineThatSleptRunsOnceUnderTheOthers() {
		slept(EACH_MINUTE, RUN_ONCE);
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"));
		this.life.killed().begin(minute("12:03").plusSeconds(50)).job(EACH_MINUTE, RUN_ONCE).started().settle();
		assertThat(this.life.ran()).isEmpty();
	}

	@Test
	void machineThatSleptWhileAJobWasPausedLeavesNothing() {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		this.life.bench.registry.pause("a");
		this.life.time.jump(Duration.ofMinutes(3));
		this.life.advance(Duration.ofSeconds(90));
		this.life.bench.registry.resume("a");
		assertThat(this.life.advance(Duration.ofSeconds(30)).ran()).containsExactly(scheduled("12:05"));
	}

	@Test
	void machineThatSleptWithoutAStateFileRunsAllToo() {
		this.life.killed();
		this.life = new LifeOfJobs(null);
		slept(EACH_MINUTE, RUN_ALL);
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"), caughtUp("12:02"), caughtUp("12:03"));
	}

	@Test
	void firingThatIsDelayedAtRandomWasNotSleptThrough() {
		this.life.job("CRON=* * * * * *", RUN_ALL, "JITTER=10s").started();
		this.life.advance(400, Duration.ofMillis(100));
		List<String> ran = this.life.ran();
		assertThat(ran).doesNotHaveDuplicates().hasSizeBetween(28, 40);
		assertThat(ran).allMatch((line) -> line.startsWith("SCHEDULED"));
	}

	@Test
	void lateClockRunsNothingTwice() {
		this.life.job("CRON=* * * * * *", RUN_ALL).started();
		for (int step = 0; step < 200; step++) {
			this.life.time.jump(Duration.ofMillis(70L * (step % 40)));
			this.life.advance(Duration.ofMillis(430));
		}
		assertThat(this.life.ran().stream().map((line) -> line.substring(line.indexOf(' ') + 1)))
			.doesNotHaveDuplicates()
			.isSorted()
			.hasSizeGreaterThan(300);
	}

	@Test
	void jobsGoOnWhereTheFileCannotBeWritten() throws IOException {
		this.life.job(EACH_MINUTE, RUN_ALL).started();
		Files.createDirectory(this.directory.resolve("jobs.state.new"));
		Files.createFile(this.directory.resolve("jobs.state.new").resolve("in-the-way"));
		this.life.advance(3, Duration.ofMinutes(1));
		assertThat(this.life.ran()).containsExactly(scheduled("12:01"), scheduled("12:02"), scheduled("12:03"));
		assertThat(Files.readAllLines(this.file)).contains("a 2026-03-01T12:00:00Z -");
	}

	@Test
	void nameThatIsNoJobAnyMoreIsForgottenInTime() throws IOException {
		this.life.job(EACH_MINUTE, RUN_ALL).started().killed();
		this.life.begin(minute("12:00").plus(Duration.ofDays(32))).job("b", this.life::note, EACH_MINUTE, RUN_ALL);
		this.life.started();
		assertThat(Files.readAllLines(this.file)).noneMatch((line) -> line.startsWith("a "));
	}

	private void slept(String... attributes) {
		this.life.job(attributes).started();
		this.life.time.jump(Duration.ofSeconds(150));
		this.life.advance(Duration.ofMinutes(1));
	}

	/** A process that ended begins again on the same day. */
	private void again(String time, String... attributes) {
		this.life.begin(CatchUpTests.at("2026-03-01T" + time + "Z")).job(attributes).started().settle();
	}

}
