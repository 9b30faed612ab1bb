package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.alert.Alert;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobRecorder;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobStuckEvent;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.job.TriggerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What raises an alert about a job, and what resolves it.
 */
@Timeout(10)
class JobAlertsTests {

	private final Heard heard = new Heard();

	private final JobAlerts alerts = new JobAlerts(this.heard);

	private final JobRecorder recorder = this.alerts.observe("nightly", new NoJob());

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.INCLUDE, names = { "ERROR", "TIMEOUT", "LOST" })
	void executionThatFailsIsToldUntilASuccess(JobOutcome outcome) {
		end("1", outcome);
		assertThat(this.heard.lines).containsExactly("WARNING job:nightly:failed");
		end("2", JobOutcome.SUCCESS);
		end("3", JobOutcome.SUCCESS);
		assertThat(this.heard.lines).containsExactly("WARNING job:nightly:failed", "resolved job:nightly:failed");
	}

	@Test
	void cancelledExecutionNeitherRaisesNorResolves() {
		end("1", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).isEmpty();
		end("2", JobOutcome.ERROR);
		end("3", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).containsExactly("WARNING job:nightly:failed");
	}

	@Test
	void stuckExecutionIsToldAsCriticalUntilItEnds() {
		stuck("1");
		assertThat(this.heard.lines).containsExactly("CRITICAL job:nightly:stuck");
		end("1", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).containsExactly("CRITICAL job:nightly:stuck", "resolved job:nightly:stuck");
	}

	@Test
	void stuckIsResolvedByTheEndOfTheLastOne() {
		stuck("1");
		stuck("2");
		end("3", JobOutcome.SUCCESS);
		end("1", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).doesNotContain("resolved job:nightly:stuck");
		end("2", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).endsWith("resolved job:nightly:stuck");
	}

	@Test
	void removalResolves() {
		end("1", JobOutcome.ERROR);
		stuck("2");
		this.recorder.removed();
		assertThat(this.heard.lines).containsExactly("WARNING job:nightly:failed", "CRITICAL job:nightly:stuck",
				"resolved job:nightly:failed", "resolved job:nightly:stuck");
	}

	@Test
	void executionThatOutlivesItsJobIsToldAsEndedByTheNextOfItsName() {
		this.recorder.removed();
		stuck("1");
		this.heard.lines.clear();
		JobRecorder next = this.alerts.observe("nightly", new NoJob());
		next.finished(execution("1", JobOutcome.CANCELLED));
		assertThat(this.heard.lines).containsExactly("resolved job:nightly:stuck");
	}

	@Test
	void failureAfterTheRemovalIsNotRaisedSinceNothingCouldResolveIt() {
		this.recorder.removed();
		this.heard.lines.clear();
		end("1", JobOutcome.ERROR);
		assertThat(this.heard.lines).isEmpty();
	}

	@Test
	void executionThatGetsStuckAfterTheRemovalIsToldUntilItEnds() {
		this.recorder.removed();
		this.heard.lines.clear();
		stuck("1");
		end("1", JobOutcome.CANCELLED);
		assertThat(this.heard.lines).containsExactly("CRITICAL job:nightly:stuck", "resolved job:nightly:stuck");
	}

	private void stuck(String id) {
		this.recorder.stuck(new JobStuckEvent("nightly", id, Instant.EPOCH, List.of()));
	}

	private void end(String id, JobOutcome outcome) {
		this.recorder.finished(execution(id, outcome));
	}

	private static JobExecution execution(String id, JobOutcome outcome) {
		return new JobExecution(id, TriggerKind.SCHEDULED, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Duration.ZERO,
				1, outcome, null);
	}

	private static final class Heard implements Alerts {

		final List<String> lines = new ArrayList<>();

		@Override
		public void raise(Problem problem) {
			this.lines.add(problem.severity() + " " + problem.key());
		}

		@Override
		public void resolve(String key, String message) {
			this.lines.add("resolved " + key);
		}

		@Override
		public List<Alert> open() {
			return List.of();
		}

	}

	private static final class NoJob implements LiveJob {

		@Override
		public int executionsUnderWay() {
			return 0;
		}

		@Override
		public int consecutiveFailures() {
			return 0;
		}

		@Override
		public JobSnapshot snapshot() {
			throw new UnsupportedOperationException();
		}

	}

}
