package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.job.JobRemoval;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.StopMode;

/**
 * Jobs as a test sets them, which obey nobody.
 */
final class FixedJobs implements BackgroundJobs {

	private final List<FixedJob> all;

	FixedJobs(FixedJob... all) {
		this.all = List.of(all);
	}

	@Override
	public List<JobSnapshot> list() {
		return this.all.stream().map(FixedJob::snapshot).toList();
	}

	@Override
	public Optional<JobSnapshot> find(String name) {
		return list().stream().filter((job) -> job.name().equalsIgnoreCase(name)).findFirst();
	}

	@Override
	public List<Instant> nextFirings(String name, int count) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void add(JobDefinition job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void restore(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public JobRemoval remove(String name, StopMode mode) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void reschedule(String name, JobTrigger trigger) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FiringResult trigger(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pause(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void resume(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<String> cancel(String name) {
		throw new UnsupportedOperationException();
	}

}
