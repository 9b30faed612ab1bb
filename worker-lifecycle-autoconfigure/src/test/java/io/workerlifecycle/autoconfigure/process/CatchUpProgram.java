package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobSkippedEvent;
import io.workerlifecycle.job.MissedRuns;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Three jobs that make up for all they missed, and write down each time at which they
 * were due. Obeys {@code pause}, {@code resume} and {@code show}, which are for the first
 * of them.
 */
@Configuration(proxyBeanMethods = false)
class CatchUpProgram {

	static final String FIRST = "first";

	static final String SECOND = "second";

	/** Fires every other second. */
	static final String OTHER = "other";

	@Value("${test.directory}")
	private Path directory;

	public static void main(String[] args) {
		BackgroundJobs jobs = ProcessProgram.run(CatchUpProgram.class, args).getBean(BackgroundJobs.class);
		ProcessProgram.obey((line) -> {
			switch (line) {
				case "pause" -> jobs.pause(FIRST);
				case "resume" -> jobs.resume(FIRST);
				default -> System.out.println("Shown: paused=" + jobs.find(FIRST).orElseThrow().paused());
			}
		});
		System.out.println("Obedient");
	}

	@BackgroundJob(name = FIRST, cron = "* * * * * *", missedRuns = MissedRuns.RUN_ALL)
	void first(JobContext context) throws IOException {
		append(FIRST + ".ran", context.scheduledTime());
	}

	@BackgroundJob(name = SECOND, cron = "* * * * * *", missedRuns = MissedRuns.RUN_ALL)
	void second(JobContext context) throws IOException {
		append(SECOND + ".ran", context.scheduledTime());
	}

	@BackgroundJob(name = OTHER, cron = "*/2 * * * * *", missedRuns = MissedRuns.RUN_ALL)
	void other(JobContext context) throws IOException {
		append(OTHER + ".ran", context.scheduledTime());
	}

	@EventListener
	void onSkipped(JobSkippedEvent event) throws IOException {
		append(event.jobName() + ".refused", event.scheduledTime());
	}

	/** One write, which a kill does not tear. */
	private void append(String file, Instant due) throws IOException {
		Files.write(this.directory.resolve(file), (due.getEpochSecond() + "\n").getBytes(StandardCharsets.US_ASCII),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
