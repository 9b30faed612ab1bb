package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.InvalidJobException;
import io.workerlifecycle.job.JobRemoval;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.NoSuchJobException;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands of people to jobs. Each is audited, a refused one too.
 */
final class JobCommands {

	private final BackgroundJobs jobs;

	private final CommandAudit audit;

	JobCommands(BackgroundJobs jobs, CommandAudit audit) {
		this.jobs = jobs;
		this.audit = audit;
	}

	CommandResult give(JobRequest request, String name, @Nullable Principal principal) {
		String known = this.jobs.find(name).map(JobSnapshot::name).orElse(name);
		CommandResult result = give(request, known);
		this.audit.tell(principal, Command.toJob(known, request), result);
		return result;
	}

	private CommandResult give(JobRequest request, String name) {
		try {
			request.check();
			return switch (request.action()) {
				case ADD -> done(name, () -> this.jobs.restore(name));
				case TRIGGER -> trigger(name);
				case PAUSE -> done(name, () -> this.jobs.pause(name));
				case RESUME -> done(name, () -> this.jobs.resume(name));
				case CANCEL -> cancel(name);
				case RESCHEDULE -> {
					JobTrigger trigger = request.trigger(name, zone(found(name)));
					yield done(name, () -> this.jobs.reschedule(name, trigger));
				}
				case REMOVE -> removed(this.jobs.remove(name, request.mode()));
			};
		}
		catch (NoSuchJobException ex) {
			return new CommandResult.NoSuchName(String.valueOf(ex.getMessage()));
		}
		catch (InvalidJobException ex) {
			return new CommandResult.Invalid(ex.getMessage() + " " + ex.getAction());
		}
	}

	private CommandResult trigger(String name) {
		FiringResult result = this.jobs.trigger(name);
		if (result instanceof FiringResult.Accepted accepted) {
			return new CommandResult.Accepted(JobAnswer.triggered(found(name), accepted),
					Map.of("execution", accepted.executionId()));
		}
		FiringResult.Refused refused = (FiringResult.Refused) result;
		return new CommandResult.Ineffective(refused.reason().toString(), JobAnswer.refused(found(name), refused));
	}

	private CommandResult cancel(String name) {
		List<String> cancelled = this.jobs.cancel(name);
		return new CommandResult.Accepted(JobAnswer.cancelled(found(name), cancelled), Map.of("cancelled", cancelled));
	}

	private CommandResult done(String name, Runnable command) {
		command.run();
		return new CommandResult.Accepted(JobAnswer.of(found(name)));
	}

	private static CommandResult removed(JobRemoval removal) {
		return new CommandResult.Accepted(RemovalView.of(removal),
				Map.of("end", removal.end().name(), "left", removal.left()));
	}

	/** One that was removed just now is as unknown as one that never was. */
	private JobSnapshot found(String name) {
		return this.jobs.find(name)
			.orElseThrow(() -> new NoSuchJobException(name, this.jobs.list().stream().map(JobSnapshot::name).toList()));
	}

	/** An expression without a zone stays in that of the one before. */
	private static ZoneId zone(JobSnapshot job) {
		return (job.trigger() instanceof JobTrigger.Cron cron) ? cron.zone() : ZoneId.systemDefault();
	}

}
