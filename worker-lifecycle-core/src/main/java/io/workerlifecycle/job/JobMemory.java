package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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

	/** No two firings are closer, and so exactly a schedule tells its next one. */
	private static final Duration GRAIN = Duration.ofMillis(1);

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
			state.account(
					jobs.stream().filter((job) -> job.catchesUp() && last(job.name()) == null).map(Job::name).toList(),
					this.time.now());
			for (Job job : jobs) {
				if (!job.catchesUp() && last(job.name()) != null) {
					state.unaccount(job.name());
				}
			}
		});
	}

	/** A job fires by other rules from now on, by which nothing was due until now. */
	void change(Job job) {
		begin(List.of(job));
		end(List.of(job));
	}

	/** What a job missed while the process was down. */
	List<Instant> missed(Job job) {
		if (this.file == null) {
			return List.of();
		}
		// Asked first: who begins in between is accounted for.
		Set<Instant> inHand = job.inHand();
		Instant last = last(job.name());
		if (last == null || !job.catchesUp() || job.isPaused()) {
			return List.of();
		}
		return missed(job, new Downtime(last, this.time.now())).stream()
			.filter((instant) -> !inHand.contains(instant))
			.toList();
	}

	/** What a job missed since a firing that came late, besides that one. */
	List<Instant> missedSince(Job job, Instant firing) {
		boolean all = job.settings().firing().missedRuns().policy() == MissedRuns.RUN_ALL;
		Downtime slept = (all && !job.isPaused()) ? slept(job, firing) : null;
		return (slept != null) ? missed(job, slept) : List.of();
	}

	/** An execution is about to begin. Returns when that is on disk. */
	void begins(Job job, Firing firing) {
		boolean counts = firing.kind() == TriggerKind.SCHEDULED || firing.kind() == TriggerKind.CATCH_UP;
		if (counts && job.catchesUp() && !job.slot().occupancy().retired()) {
			written((state) -> state.account(job.name(), until(job, firing)));
		}
	}

	/**
	 * Jobs do not fire from now on. What comes from here is missed, and so is what was to
	 * begin.
	 */
	void end(Collection<Job> jobs) {
		written((state) -> state.account(
				jobs.stream().filter((job) -> job.catchesUp() && job.hasNothingToBegin()).map(Job::name).toList(),
				this.time.now()));
	}

	boolean isPaused(RelaxedName job) {
		JobMoment moment = (this.file != null) ? this.file.moment(job) : null;
		return moment != null && moment.isPaused();
	}

	/** What was still to be made up for is given up. */
	void pause(Job job, int givenUp) {
		if (givenUp > 0) {
			logger.info("Job '" + job.name() + "' is paused: " + givenUp + " missed firings are not made up for");
		}
		written((state) -> state.pause(job.name()));
	}

	/** What was refused in between is not missed. */
	void resume(Job job) {
		written((state) -> {
			if (job.catchesUp()) {
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

	private List<Instant> missed(Job job, Downtime downtime) {
		MissedFirings missed = MissedFirings.of(past(job, downtime), downtime, job.settings().firing().missedRuns());
		if (!missed.toRun().isEmpty() || missed.leftOut() > 0) {
			logger
				.info("Job '" + job.name() + "' missed firings since " + downtime.last() + ": " + missed.toRun().size()
						+ " are made up for, " + missed.leftOutText() + " are left out by the bounds of its catch-up");
		}
		return missed.toRun();
	}

	/**
	 * One run stands for all firings that the clock slept through, where one is wanted.
	 */
	private Instant until(Job job, Firing firing) {
		Instant due = firing.scheduledTime();
		boolean once = job.settings().firing().missedRuns().policy() == MissedRuns.RUN_ONCE;
		Downtime slept = (once && firing.kind() == TriggerKind.SCHEDULED) ? slept(job, due) : null;
		PastFirings past = (slept != null) ? past(job, slept) : null;
		Instant latest = (past != null && slept != null) ? past.latest(slept) : null;
		return (latest != null) ? latest : due;
	}

	/**
	 * The time from a firing to the last one that its schedule can have slept through;
	 * null if it slept through none. What is still delayed at random, and what comes
	 * next, was not slept through.
	 */
	private @Nullable Downtime slept(Job job, Instant firing) {
		Instant next = job.schedule().next();
		if (next == null) {
			return null;
		}
		Instant told = this.time.now().minus(job.settings().firing().jitter());
		Instant before = next.minus(GRAIN);
		Downtime slept = new Downtime(firing, told.isBefore(before) ? told : before);
		return slept.now().isAfter(firing) ? slept : null;
	}

	private @Nullable PastFirings past(Job job, Downtime downtime) {
		return PastFirings.of(job.settings().trigger(), downtime.last(), this::cron);
	}

	private SharedCron cron(JobTrigger.Cron trigger) {
		return this.crons.get(trigger, this.time).cron();
	}

	private @Nullable Instant last(RelaxedName job) {
		JobMoment moment = (this.file != null) ? this.file.moment(job) : null;
		return (moment != null) ? moment.accountedUntil() : null;
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
