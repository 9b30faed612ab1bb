package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.Map;

import io.workerlifecycle.job.JobHealth;
import io.workerlifecycle.job.JobOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the health of jobs says of each of their situations.
 */
@Timeout(10)
class BackgroundJobsHealthTests {

	private static final Instant SINCE = Instant.EPOCH;

	private final FixedJob job = new FixedJob("nightly");

	@Test
	void noJobsAreWell() {
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@CsvSource({ "false, UP", "true, DOWN" })
	void failingJobIsDownIfItIsCritical(boolean critical, String status) {
		Health health = health(this.job.critical(critical).failing(3));
		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(detail(health)).containsEntry("health", JobHealth.FAILING)
			.containsEntry("consecutiveFailures", 3)
			.containsEntry("lastOutcome", JobOutcome.ERROR)
			.containsKey("lastFailure");
	}

	@ParameterizedTest
	@CsvSource({ "false, UP", "true, DOWN" })
	void overdueJobIsDownIfItIsCritical(boolean critical, String status) {
		Health health = health(this.job.critical(critical).overdueSince(SINCE));
		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(detail(health)).containsEntry("health", JobHealth.OVERDUE).containsEntry("overdueSince", SINCE);
	}

	@ParameterizedTest
	@CsvSource({ "false, UP", "true, DOWN" })
	void stuckJobIsDownIfItIsCriticalAndItsExecutionIsNamed(boolean critical, String status) {
		Health health = health(this.job.critical(critical).stuckSince(SINCE));
		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(detail(health)).containsEntry("health", JobHealth.STUCK)
			.containsEntry("stuckExecution", "stuck-one")
			.containsEntry("stuckSince", SINCE);
	}

	@Test
	void criticalJobThatIsPausedIsUp() {
		Health health = health(this.job.critical(true).paused());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).containsEntry("health", JobHealth.PAUSED).containsEntry("paused", true);
	}

	@Test
	void criticalJobThatNeverRanIsUp() {
		Health health = health(this.job.critical(true).neverRun());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).containsEntry("health", JobHealth.NEVER_RUN);
	}

	@Test
	void whatDoesNotApplyIsLeftOut() {
		assertThat(detail(health(this.job))).containsOnlyKeys("health", "enabled", "running");
	}

	@Test
	void oneCriticalJobInTroubleAmongMoreIsDownAndEachHasADetail() {
		Health health = health(new FixedJob("a"), new FixedJob("b").critical(true).failing(1), new FixedJob("c"));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("a", "b", "c");
	}

	private static Health health(FixedJob... jobs) {
		return new BackgroundJobsHealthIndicator(new FixedJobs(jobs)).health();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> detail(Health health) {
		return (Map<String, Object>) health.getDetails().get("nightly");
	}

}
