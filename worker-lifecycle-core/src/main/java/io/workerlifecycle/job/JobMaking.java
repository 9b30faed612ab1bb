package io.workerlifecycle.job;

import io.workerlifecycle.time.TimeSource;

/**
 * What jobs are made with, and what they share.
 *
 * @param time the source of time
 * @param chain the way of their firings
 * @param notices who is told of them
 * @param crons the cron expressions in use
 */
record JobMaking(TimeSource time, FiringChain chain, JobNotices notices, SharedCrons crons) {

	Job job(JobPlan plan) {
		return new Job(plan, this.time, this.chain);
	}

	/** False if it fires already. */
	boolean schedule(Job job) {
		return job.schedule().start(Pace.of(job.settings(), this.crons, this.time));
	}

	/** Begins with what was missed, and with what comes at every start. */
	void begin(Job job) {
		if (job.settings().firing().runOnStart()) {
			this.chain.fire(job, Firing.at(TriggerKind.STARTUP, this.time.now()));
		}
		this.chain.makeUp(job);
	}

}
