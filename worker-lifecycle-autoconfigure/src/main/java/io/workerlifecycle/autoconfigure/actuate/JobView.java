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
import io.workerlifecycle.job.Overlap;
import io.workerlifecycle.job.RetrySettings;
import io.workerlifecycle.job.WatchSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A job as the endpoint shows it, {@code null}s included. Only a look at one job shows
 * its next firings.
 */
@JsonInclude
record JobView(String name, String target, TriggerView trigger, boolean enabled, boolean paused, JobHealth health,
		int consecutiveFailures, @Nullable RunningView running, @Nullable ExecutionView lastExecution,
		@Nullable FiringView nextExecution,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Instant> nextFirings, List<ExecutionView> history,
		SettingsView settings, Map<String, String> origins) implements OperationResponseBody {

	static JobView of(JobSnapshot job, @Nullable List<Instant> nextFirings) {
		return new JobView(job.name(), job.target(), TriggerView.of(job.trigger()), job.enabled(), job.paused(),
				job.health(), job.consecutiveFailures(), (job.running() != null) ? RunningView.of(job.running()) : null,
				(job.lastExecution() != null) ? ExecutionView.of(job.lastExecution()) : null,
				(job.nextExecution() != null) ? new FiringView(job.nextExecution()) : null, nextFirings,
				job.history().stream().map(ExecutionView::of).toList(), SettingsView.of(job.settings()), job.origins());
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
			MissedRunSettings missedRuns, @Nullable Duration timeout, Duration stopTimeout, RetrySettings retry,
			boolean critical, Duration overdueAfter, int historySize, String description) {

		static SettingsView of(JobSettings settings) {
			FiringSettings firing = settings.firing();
			ExecutionSettings execution = settings.execution();
			WatchSettings watch = settings.watch();
			return new SettingsView(firing.initialDelay(), firing.runOnStart(), firing.jitter(), firing.overlap(),
					firing.missedRuns(), execution.timeout(), execution.stopTimeout(), execution.retry(),
					watch.critical(), watch.overdueAfter(), watch.historySize(), settings.description());
		}

	}

}
