package io.workerlifecycle.job;

import java.util.concurrent.ConcurrentMap;

import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * The cron expressions in use, one for each text and zone. Softly held: forgetting one
 * only costs a computation.
 */
final class SharedCrons {

	private final ConcurrentMap<JobTrigger.Cron, SharedCron> crons = new ConcurrentReferenceHashMap<>();

	SharedCron get(JobTrigger.Cron trigger) {
		return this.crons.computeIfAbsent(trigger, SharedCron::new);
	}

}
