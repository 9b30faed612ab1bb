package io.workerlifecycle.autoconfigure.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.job.NoSuchJobException;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Tells the log when each job will fire, and what in its schedule may be meant otherwise.
 * It speaks right after the jobs have started, when their next firings are known; where
 * they do not start by themselves, it speaks without these. There is nothing to stop.
 */
final class ScheduleReport implements SmartLifecycle {

	static final int PHASE = JobsLifecycle.PHASE + 1;

	private static final int MOST_LINES = 50;

	private static final int FIRINGS = 3;

	private static final Log logger = LogFactory.getLog(ScheduleReport.class);

	private final String title;

	private final BackgroundJobs jobs;

	private final TimeSource time;

	private final Function<JobSnapshot, String> origin;

	/**
	 * Creates a report.
	 * @param title its first line, before a colon
	 * @param jobs the jobs to tell of
	 * @param time the source of time
	 * @param origin where the trigger of a job is written, in words for people
	 */
	ScheduleReport(String title, BackgroundJobs jobs, TimeSource time, Function<JobSnapshot, String> origin) {
		this.title = title;
		this.jobs = jobs;
		this.time = time;
		this.origin = origin;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isRunning() {
		return false;
	}

	@Override
	public void start() {
		List<JobSnapshot> found = this.jobs.list();
		if (!found.isEmpty() && logger.isInfoEnabled()) {
			logger.info(String.join("\n  ", lines(found)));
		}
		if (logger.isWarnEnabled()) {
			limited(findings(found)).forEach(logger::warn);
		}
	}

	@Override
	public void stop() {
	}

	private List<String> lines(List<JobSnapshot> found) {
		List<String> lines = new ArrayList<>(List.of(this.title + ":"));
		found.stream().limit(MOST_LINES).map(this::line).forEach(lines::add);
		if (found.size() > MOST_LINES) {
			lines.add(more(found.size()));
		}
		return lines;
	}

	private String line(JobSnapshot job) {
		return new ScheduleLine(job, nextFirings(job), this.origin.apply(job)).text();
	}

	private List<Instant> nextFirings(JobSnapshot job) {
		try {
			return this.jobs.nextFirings(job.name(), FIRINGS);
		}
		catch (NoSuchJobException ex) {
			// Removed a moment ago, by a job or a listener that runs already.
			return List.of();
		}
	}

	/** Equal triggers are looked at once. */
	private List<String> findings(List<JobSnapshot> found) {
		Instant now = this.time.now();
		Map<JobTrigger, List<String>> known = new HashMap<>();
		List<String> findings = new ArrayList<>();
		for (JobSnapshot job : found) {
			if (job.enabled()) {
				known.computeIfAbsent(job.trigger(), (trigger) -> trigger.advice(now))
					.forEach((finding) -> findings.add("Job '" + job.name() + "', " + job.trigger() + ": " + finding));
			}
		}
		return findings;
	}

	private List<String> limited(List<String> findings) {
		if (findings.size() <= MOST_LINES) {
			return findings;
		}
		List<String> limited = new ArrayList<>(findings.subList(0, MOST_LINES));
		limited.add(this.title + ": " + more(findings.size()) + " to be warned of");
		return limited;
	}

	private static String more(int all) {
		return "and " + (all - MOST_LINES) + " more";
	}

}
