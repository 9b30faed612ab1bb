package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Jobs in the eyes of Spring, for {@code /actuator/scheduledtasks}: with the outcome of
 * their last execution, not of the hand-over to a thread, which is all that Spring could
 * see. Made anew for every look; nothing here ever fires.
 */
final class JobScheduledTasks implements ScheduledTaskHolder {

	private final BackgroundJobs jobs;

	private final TimeSource time;

	JobScheduledTasks(BackgroundJobs jobs, TimeSource time) {
		this.jobs = jobs;
		this.time = time;
	}

	@Override
	public Set<ScheduledTask> getScheduledTasks() {
		Set<ScheduledTask> tasks = new LinkedHashSet<>();
		this.jobs.list()
			.stream()
			.filter(JobSnapshot::enabled)
			.map(this::task)
			.filter(Objects::nonNull)
			.forEach(tasks::add);
		return tasks;
	}

	private @Nullable ScheduledTask task(JobSnapshot job) {
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		registrar.setTaskScheduler(new NextFiringScheduler(job.nextExecution(), this.time));
		JobTrigger trigger = job.trigger();
		if (trigger instanceof JobTrigger.Cron cron) {
			return registrar.scheduleCronTask(new ShownTasks.Cron(job, cron));
		}
		if (trigger instanceof JobTrigger.FixedRate rate) {
			return registrar.scheduleFixedRateTask(new ShownTasks.FixedRate(job, rate));
		}
		if (trigger instanceof JobTrigger.FixedDelay delay) {
			return registrar.scheduleFixedDelayTask(new ShownTasks.FixedDelay(job, delay));
		}
		return (trigger instanceof JobTrigger.Disabled) ? null
				: registrar.scheduleTriggerTask(new ShownTasks.ByTrigger(job));
	}

}
