package io.workerlifecycle.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers over restarts what jobs need to know, where there is a file for it, and finds
 * out what they missed. A file that cannot be written is told once and holds up nobody.
 */
final class JobMemory implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final @Nullable JobStateFile file;

	private final TimeSource time;

	private final SharedCrons crons;

	JobMemory(@Nullable JobStateFile file, TimeSource time, SharedCrons crons) {
		this.file = file;
		this.time = time;
		this.crons = crons;
	}

	/** Called before jobs begin to fire: from then on it can be told what they miss. */
	void begin(Collection<Job> jobs) {
		written((state) -> {
			state.account(jobs.stream()
				.filter((job) -> keepsAccount(job) && last(job.name()) == null)
				.map(Job::name)
				.toList(), this.time.now());
			for (Job job : jobs) {
				if (!keepsAccount(job) && last(job.name()) != null) {
					state.unaccount(job.name());
				}
			}
		});
	}

	/** What a job missed while the process was down. */
	List<Instant> missed(Job job) {
		Instant last = last(job.name());
		return (last != null && keepsAccount(job) && !job.isPaused()) ? missed(job, last) : List.of();
	}

	/** What a job missed since a firing that came late, besides that one. */
	List<Instant> missedSince(Job job, Instant firing) {
		boolean all = job.settings().firing().missedRuns().policy() == MissedRuns.RUN_ALL;
		return all ? missed(job, firing) : List.of();
	}

	/** An execution is about to begin. Returns when that is on disk. */
	void begins(Job job, Firing firing) {
		boolean counts = firing.kind() == TriggerKind.SCHEDULED || firing.kind() == TriggerKind.CATCH_UP;
		if (counts && keepsAccount(job)) {
			written((state) -> state.account(job.name(), firing.scheduledTime()));
		}
	}

	/**
	 * Jobs do not fire from now on. What comes from here is missed, and so is what was to
	 * begin.
	 */
	void end(Collection<Job> jobs) {
		written((state) -> state.account(
				jobs.stream().filter((job) -> keepsAccount(job) && job.hasNothingToBegin()).map(Job::name).toList(),
				this.time.now()));
	}

	boolean isPaused(RelaxedName job) {
		JobMoment moment = (this.file != null) ? this.file.moment(job) : null;
		return moment != null && moment.isPaused();
	}

	void pause(Job job) {
		written((state) -> state.pause(job.name()));
	}

	/** What was refused in between is not missed. */
	void resume(Job job) {
		written((state) -> {
			if (keepsAccount(job)) {
				state.account(job.name(), this.time.now());
			}
			state.resume(job.name());
		});
	}

	void forget(Job job) {
		written((state) -> state.forget(job.name()));
	}

	void forgetOthers(Collection<Job> jobs) {
		written((state) -> state.forgetOthers(jobs.stream().map(Job::name).toList()));
	}

	@Override
	public void close() {
		if (this.file != null) {
			this.file.close();
		}
	}

	private List<Instant> missed(Job job, Instant last) {
		Downtime downtime = new Downtime(last, this.time.now());
		MissedFirings missed = MissedFirings.of(PastFirings.of(job.settings().trigger(), last, this::cron), downtime,
				job.settings().firing().missedRuns());
		if (!missed.toRun().isEmpty() || missed.leftOut() > 0) {
			logger.info("Job '" + job.name() + "' missed firings since " + last + ": " + missed.toRun().size()
					+ " are made up for, " + missed.leftOutText() + " are left out by the bounds of its catch-up");
		}
		return missed.toRun();
	}

	private SharedCron cron(JobTrigger.Cron trigger) {
		return this.crons.get(trigger, this.time).cron();
	}

	private @Nullable Instant last(RelaxedName job) {
		JobMoment moment = (this.file != null) ? this.file.moment(job) : null;
		return (moment != null) ? moment.accountedUntil() : null;
	}

	private static boolean keepsAccount(Job job) {
		return job.settings().firesByItself() && job.settings().firing().missedRuns().policy() != MissedRuns.SKIP;
	}

	private void written(StateChange change) {
		if (this.file == null) {
			return;
		}
		try {
			change.make(this.file);
		}
		catch (JobStateWriteException ex) {
			if (ex.isFirst()) {
				logger.error(ex.getMessage() + " Jobs go on; what they miss from now on may not be made up for.", ex);
			}
		}
	}

	@FunctionalInterface
	private interface StateChange {

		void make(JobStateFile state) throws JobStateWriteException;

	}

}
