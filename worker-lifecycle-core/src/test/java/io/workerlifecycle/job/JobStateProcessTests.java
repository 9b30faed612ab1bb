package io.workerlifecycle.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.job.JobStateOpening.Opened;
import io.workerlifecycle.time.SystemTimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JobStateProcessTests {

	private static final int KILLS = 5;

	private final SystemTimeSource time = new SystemTimeSource();

	@TempDir
	private Path directory;

	private Path path;

	@BeforeEach
	void nameFile() {
		this.path = this.directory.resolve("jobs.state");
	}

	@AfterEach
	void endClock() {
		this.time.close();
	}

	@Test
	void secondProcessIsRefusedUntilTheFirstCloses() throws Exception {
		try (JobStateFile file = open()) {
			file.account(JobStateProbe.JOB, Instant.EPOCH);
			assertThat(outputElsewhere()).contains("Another process uses the job state file " + this.path + ".");
		}
		assertThat(outputElsewhere()).contains("Opened");
	}

	@Test
	void refusedContextLeavesTheLockToTheFirst() throws Exception {
		try (JobStateFile file = open()) {
			assertThat(JobStateFile.open(this.path, this.time)).isInstanceOf(JobStateOpening.InUse.class);
			file.account(JobStateProbe.JOB, Instant.EPOCH);
			assertThat(outputElsewhere()).contains("Another process uses the job state file " + this.path + ".");
		}
	}

	@Test
	void warningNamesBothFilesAndWhatIsLost() throws Exception {
		Files.writeString(this.path, "nonsense");
		assertThat(outputElsewhere()).containsPattern("WARN.* The job state file " + this.path
				+ " cannot be understood: its checksum is not that of its content\\. It is now " + this.path
				+ "\\.corrupt-\\d{14}, and the state begins empty: which runs were missed before now is not known");
	}

	@Test
	void whatAccountReturnedForIsThereAfterAKill() throws Exception {
		long last = 0;
		for (int kill = 0; kill < KILLS; kill++) {
			long told = lastToldByAProcessKilledAfter(last + 20 + 7 * kill);
			try (JobStateFile file = open()) {
				JobMoment moment = Objects.requireNonNull(file.moment(JobStateProbe.JOB));
				assertThat(moment.accountedUntil()).isBetween(Instant.ofEpochSecond(told),
						Instant.ofEpochSecond(told + 1));
			}
			last = told;
		}
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("jobs.state", "jobs.state.lock");
	}

	private long lastToldByAProcessKilledAfter(long second) throws IOException, InterruptedException {
		Process process = JobStateProbe.start(this.path, Integer.MAX_VALUE);
		long told = 0;
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				told = line.matches("\\d+") ? Long.parseLong(line) : told;
				if (told == second) {
					// Not that of the process, which closes its output unread.
					process.toHandle().destroyForcibly();
				}
			}
		}
		process.waitFor();
		return told;
	}

	private String outputElsewhere() throws IOException, InterruptedException {
		Process process = JobStateProbe.start(this.path, 0);
		String output = new String(process.getInputStream().readAllBytes());
		process.waitFor();
		return output;
	}

	private JobStateFile open() {
		JobStateOpening opening = JobStateFile.open(this.path, this.time);
		assertThat(opening).isInstanceOf(Opened.class);
		return ((Opened) opening).file();
	}

}
