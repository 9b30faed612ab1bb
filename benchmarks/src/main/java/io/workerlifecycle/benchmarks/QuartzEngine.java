package io.workerlifecycle.benchmarks;

import java.util.Date;
import java.util.Map;
import java.util.Properties;

import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz in memory, with its ten threads.
 */
final class QuartzEngine implements JobEngine {

	private static final String BODY = "body";

	private final Scheduler scheduler;

	QuartzEngine() throws SchedulerException {
		Properties properties = new Properties();
		properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
		properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
		properties.setProperty("org.quartz.threadPool.threadCount", "10");
		this.scheduler = new StdSchedulerFactory(properties).getScheduler();
		this.scheduler.start();
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) throws SchedulerException {
		JobDetail job = JobBuilder.newJob(Fired.class)
			.withIdentity(name)
			.usingJobData(new JobDataMap(Map.of(BODY, firings)))
			.build();
		this.scheduler.scheduleJob(job, trigger(rhythm));
	}

	private static Trigger trigger(Rhythm rhythm) {
		if (rhythm instanceof Rhythm.Cron cron) {
			return TriggerBuilder.newTrigger().withSchedule(CronScheduleBuilder.cronSchedule(quartz(cron))).build();
		}
		return TriggerBuilder.newTrigger()
			.startAt(Date.from(((Rhythm.EachSecond) rhythm).first()))
			.withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
			.build();
	}

	/** Quartz wants a question mark where either day does not matter. */
	private static String quartz(Rhythm.Cron cron) {
		return cron.expression().substring(0, cron.expression().length() - 1) + "?";
	}

	/**
	 * What Quartz makes an instance of for each firing.
	 */
	public static final class Fired implements Job {

		@Override
		public void execute(JobExecutionContext context) {
			if (context.getMergedJobDataMap().get(BODY) instanceof Firings firings) {
				firings.run(context.getScheduledFireTime().toInstant());
			}
		}

	}

}
