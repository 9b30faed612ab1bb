package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A job after a command to it: as it is now, and what came of the command, which only the
 * answer to it shows.
 *
 * @param job the job
 * @param execution the id of the execution that was triggered
 * @param refused why there is none
 * @param cancelled the ids of the executions that were interrupted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobAnswer(@JsonUnwrapped JobView job, @Nullable String execution, @Nullable String refused,
		@Nullable List<String> cancelled) implements OperationResponseBody {

	static JobAnswer of(JobSnapshot job) {
		return new JobAnswer(JobView.of(job, null), null, null, null);
	}

	static JobAnswer triggered(JobSnapshot job, FiringResult.Accepted accepted) {
		return new JobAnswer(JobView.of(job, null), accepted.executionId(), null, null);
	}

	static JobAnswer refused(JobSnapshot job, FiringResult.Refused refused) {
		return new JobAnswer(JobView.of(job, null), null, refused.reason().toString(), null);
	}

	static JobAnswer cancelled(JobSnapshot job, List<String> executions) {
		return new JobAnswer(JobView.of(job, null), null, null, executions);
	}

}
