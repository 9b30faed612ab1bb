package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.job.JobRemoval;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * How the removal of a job ended, as the endpoint shows it.
 *
 * @param name the name of the job that was
 * @param end what became of its executions
 * @param left the ids of those that still run
 */
record RemovalView(String name, JobRemoval.End end, List<String> left) implements OperationResponseBody {

	static RemovalView of(JobRemoval removal) {
		return new RemovalView(removal.jobName(), removal.end(), removal.left());
	}

}
