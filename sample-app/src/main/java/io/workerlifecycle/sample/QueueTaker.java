package io.workerlifecycle.sample;

import io.workerlifecycle.job.JobContext;

/**
 * Puts findings into the queue, until the job is to stop.
 *
 * @param queue where to put them
 * @param context the execution of the scan
 */
record QueueTaker(FindingQueue queue, JobContext context) implements FindingTaker {

	@Override
	public boolean take(Finding finding) {
		return this.queue.put(finding, this.context::isStopRequested) != PutResult.GIVEN_UP;
	}

	@Override
	public boolean wantsMore() {
		return !this.context.isStopRequested();
	}

}
