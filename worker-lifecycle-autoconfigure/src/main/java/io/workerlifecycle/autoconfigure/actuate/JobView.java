package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.job.ExecutionSettings;
import io.workerlifecycle.job.FiringSettings;
import io.workerlifecycle.job.JobHealth;
import io.workerlifecycle.job.JobSettings;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.MissedRunSettings;
import io.workerlifecycle.job.MissedRuns;
import io.workerlifecycle.job.Overlap;
import io.workerlifecycle.job.WatchSettings;
import io.workerlifecycle.retry.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A job as the endpoint shows it, {@code null}s included. Only a look at one job shows
 * its next firings.
 *
 * @param running the eldest execution under way
 * @param executions all of them where there are several, or {@code null}, which is not
 * shown
 * @param overdueSince when the firing was due that had no execution, or {@code null}
 */
@JsonInclude
record JobView(String name, String target, TriggerView trigger, boolean enabled, boolean paused, JobHealth health,
		int consecutiveFailures, @Nullable Instant overdueSince, @Nullable RunningView running,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RunningView> executions,
		@Nullable ExecutionView lastExecution, @Nullable FiringView nextExecution,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Instant> nextFirings, List<ExecutionView> history,
		SettingsView settings, Map<String, String> origins) implements OperationResponseBody {

	static JobView of(JobSnapshot job, @Nullable List<Instant> nextFirings) {
		return new JobView(job.name(), job.target(), TriggerView.of(job.trigger()), job.enabled(), job.paused(),
				job.health(), job.consecutiveFailures(), job.overdueSince(),
				(job.running() != null) ? RunningView.of(job.running()) : null, several(job),
				(job.lastExecution() != null) ? ExecutionView.of(job.lastExecution()) : null,
				(job.nextExecution() != null) ? new FiringView(job.nextExecution()) : null, nextFirings,
				job.history().stream().map(ExecutionView::of).toList(), SettingsView.of(job.settings()), job.origins());
	}

	private static @Nullable List<RunningView> several(JobSnapshot job) {
		return (job.executions().size() > 1) ? job.executions().stream().map(RunningView::of).toList() : null;
	}

	/**
	 * A firing to come, in the form of Spring Boot's own endpoint.
	 */
	record FiringView(Instant time) {
	}

	/**
	 * How a job is run, as the endpoint shows it.
	 */
	@JsonInclude
	record SettingsView(@Nullable Duration initialDelay, boolean runOnStart, Duration jitter, Overlap overlap,
			MissedRuns missedRuns, CatchUpView catchUp, @Nullable Duration timeout, Duration stopTimeout,
			RetrySettings retry, boolean critical, Duration overdueAfter, int historySize, String description) {

		static SettingsView of(JobSettings settings) {
			FiringSettings firing = settings.firing();
			ExecutionSettings execution = settings.execution();
			WatchSettings watch = settings.watch();
			return new SettingsView(firing.initialDelay(), firing.runOnStart(), firing.jitter(), firing.overlap(),
					firing.missedRuns().policy(), CatchUpView.of(firing.missedRuns()), execution.timeout(),
					execution.stopTimeout(), execution.retry(), watch.critical(), watch.overdueAfter(),
					watch.historySize(), settings.description());
		}

	}

	/**
	 * How far a job catches up, as the endpoint shows it.
	 */
	record CatchUpView(int maxRuns, Duration maxAge) {

		static CatchUpView of(MissedRunSettings missedRuns) {
			return new CatchUpView(missedRuns.maxRuns(), missedRuns.maxAge());
		}

	}

}
