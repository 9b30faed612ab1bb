package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

import io.workerlifecycle.job.JobStateOpening.InUse;
import io.workerlifecycle.job.JobStateOpening.Opened;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.SystemTimeSource;

/**
 * Another process that opens a job state file, says what came of it, and then accounts
 * for one second after the other, each of which it prints when it is on disk.
 */
final class JobStateProbe {

	static final RelaxedName JOB = RelaxedName.of("probe");

	private JobStateProbe() {
	}

	public static void main(String[] args) throws IOException {
		JobStateOpening opening = JobStateFile.open(Path.of(args[0]), new SystemTimeSource());
		if (opening instanceof InUse inUse) {
			System.out.println(inUse.fact());
		}
		if (opening instanceof Opened opened) {
			System.out.println("Opened");
			accountFor(opened.file(), Integer.parseInt(args[1]));
		}
	}

	private static void accountFor(JobStateFile file, int seconds) throws IOException {
		JobMoment moment = file.moment(JOB);
		Instant last = (moment != null) ? moment.accountedUntil() : null;
		long first = (last != null) ? last.getEpochSecond() + 1 : 1;
		for (long second = first; second < first + seconds; second++) {
			file.account(JOB, Instant.ofEpochSecond(second));
			System.out.println(second);
		}
	}

	static Process start(Path file, int seconds) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
				"-XX:TieredStopAtLevel=1",
				"-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
				"-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.SimpleLog", "-cp",
				System.getProperty("java.class.path"), JobStateProbe.class.getName(), file.toString(),
				Integer.toString(seconds))
			.redirectErrorStream(true)
			.start();
	}

}
