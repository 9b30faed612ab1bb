package io.workerlifecycle.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.job.JobStateOpening.InUse;
import io.workerlifecycle.job.JobStateOpening.Opened;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobStateFileTests {

	private static final int ROUNDS = 100;

	private static final RelaxedName REPORT = RelaxedName.of("nightly-report");

	private static final RelaxedName MAIL = RelaxedName.of("mail");

	private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

	private final VirtualTimeSource time = new VirtualTimeSource(START);

	@TempDir
	private Path directory;

	private Path path;

	@BeforeEach
	void nameFile() {
		this.path = this.directory.resolve("jobs.state");
	}

	@Test
	void nothingIsKnownAtTheBeginning() {
		try (JobStateFile file = open()) {
			assertThat(file.moment(REPORT)).isNull();
			assertThat(this.path).doesNotExist();
		}
	}

	@Test
	void momentIsOnDiskWhenAccountReturns() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			assertThat(Files.readString(this.path)).contains("\nnightly-report 2026-03-01T03:00:00Z -\n");
		}
	}

	@Test
	void momentsAndPausesOutliveTheProcess() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.account(MAIL, START.plusSeconds(1));
			file.pause(MAIL);
		}
		try (JobStateFile file = open()) {
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START, null));
			assertThat(file.moment(MAIL)).isEqualTo(new JobMoment(START.plusSeconds(1), START));
		}
	}

	@Test
	void momentMovesForwardOnly() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.account(REPORT, START.minusSeconds(1));
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START, null));
		}
	}

	@Test
	void nameIsOneHoweverItIsWritten() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			assertThat(file.moment(RelaxedName.of("nightlyReport"))).isEqualTo(new JobMoment(START, null));
		}
	}

	@Test
	void textThatIsNoNameIsRefused() {
		try (JobStateFile file = open()) {
			assertThatIllegalArgumentException().isThrownBy(() -> file.pause(RelaxedName.of("a b")));
		}
	}

	@Test
	void pauseCountsFromItsFirstTimeAndEndsWithResume() throws IOException {
		try (JobStateFile file = open()) {
			file.pause(REPORT);
			this.time.advance(Duration.ofHours(1));
			file.pause(REPORT);
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(null, START));
			file.resume(REPORT);
			assertThat(file.moment(REPORT)).isNull();
			assertThat(Files.readString(this.path)).doesNotContain("nightly-report");
		}
	}

	@Test
	void resumeKeepsTheMoment() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.pause(REPORT);
			file.resume(REPORT);
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START, null));
		}
	}

	@Test
	void forgottenJobIsGoneFromTheFile() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.forget(REPORT);
			assertThat(file.moment(REPORT)).isNull();
			assertThat(Files.readString(this.path)).doesNotContain("nightly-report");
		}
	}

	@Test
	void nameThatIsNoJobAnyMoreIsForgottenAfter31Days() throws IOException {
		RelaxedName rare = RelaxedName.of("yearly");
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.account(rare, START);
			this.time.advance(Duration.ofDays(31));
			file.forgetOthers(Set.of(rare));
			assertThat(file.moment(REPORT)).isNotNull();
			this.time.advance(Duration.ofNanos(1));
			file.forgetOthers(Set.of(rare));
			assertThat(file.moment(REPORT)).isNull();
			assertThat(file.moment(rare)).isNotNull();
		}
	}

	@Test
	void pauseThatIsYoungKeepsAName() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			this.time.advance(Duration.ofDays(40));
			file.pause(REPORT);
			file.forgetOthers(Set.of());
			assertThat(file.moment(REPORT)).isNotNull();
		}
	}

	@Test
	void secondContextOfThisProcessIsRefusedUntilTheFirstCloses() {
		try (JobStateFile file = open()) {
			assertThat(file.moment(REPORT)).isNull();
			assertThat(JobStateFile.open(this.path, this.time))
				.isEqualTo(new InUse("Another context of this process uses the job state file " + this.path + ".",
						"Stop it, or set worker-lifecycle.job-state-file to another path."));
		}
		open().close();
	}

	@Test
	void nothingIsWrittenAfterClose() throws IOException {
		JobStateFile file = open();
		file.account(REPORT, START);
		file.close();
		file.close();
		assertThatExceptionOfType(JobStateWriteException.class)
			.isThrownBy(() -> file.account(REPORT, START.plusSeconds(1)))
			.withMessage("The job state file " + this.path + " cannot be written: It is closed.");
		assertThat(Files.readString(this.path)).contains("nightly-report 2026-03-01T03:00:00Z -");
	}

	@Test
	void interruptedCallerWritesAndKeepsItsFlag() throws IOException {
		try (JobStateFile file = open()) {
			Thread.currentThread().interrupt();
			file.account(REPORT, START);
			assertThat(Thread.interrupted()).isTrue();
			assertThat(Files.readString(this.path)).contains("nightly-report 2026-03-01T03:00:00Z -");
		}
	}

	@Test
	void interruptsInTheMiddleOfWritesDoNoHarm() throws Exception {
		try (JobStateFile file = open()) {
			AtomicInteger written = new AtomicInteger();
			CompletableFuture<Boolean> flag = new CompletableFuture<>();
			Thread caller = new Thread(() -> flag.completeAsync(() -> account(file, written), Runnable::run));
			caller.start();
			for (int round = 0; round < ROUNDS; round++) {
				int seen = round;
				await().pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofNanos(10_000))
					.until(() -> written.get() > seen);
				caller.interrupt();
			}
			assertThat(flag.get()).isTrue();
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START.plusSeconds(ROUNDS + 1), null));
		}
	}

	@Test
	void readerSeesTheOldFileOrTheNewOne() throws Exception {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			AtomicInteger written = new AtomicInteger();
			CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> account(file, written));
			while (!end.isDone()) {
				assertThat(JobStateText.read(Files.readAllBytes(this.path))).containsOnlyKeys(REPORT);
			}
			end.get();
		}
	}

	@Test
	void processKilledBeforeTheMoveLeavesTheOldState() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
		}
		Path leftover = this.directory.resolve("jobs.state.new");
		Files.writeString(leftover, "worker-lifecycle job state 1\nnightly-report 2026-0");
		try (JobStateFile file = open()) {
			assertThat(leftover).doesNotExist();
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START, null));
			file.account(REPORT, START.plusSeconds(1));
			assertThat(leftover).doesNotExist();
		}
	}

	@Test
	void fileThatWasCutIsSetAsideUnderItsTimeAndTheStateBeginsEmpty() throws IOException {
		Path aside = this.directory.resolve("jobs.state.corrupt-20260301030000");
		byte[] whole = wholeState();
		for (int length = 0; length < whole.length; length++) {
			byte[] cut = Arrays.copyOf(whole, length);
			Files.write(this.path, cut);
			try (JobStateFile file = open()) {
				assertThat(file.moment(REPORT)).isNull();
			}
			assertThat(this.path).doesNotExist();
			assertThat(aside).hasBinaryContent(cut);
		}
	}

	@Test
	void fileSetAsideMakesRoomForANewOne() throws IOException {
		Files.writeString(this.path, "nonsense");
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
		}
		try (JobStateFile file = open()) {
			assertThat(file.moment(REPORT)).isEqualTo(new JobMoment(START, null));
		}
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("jobs.state", "jobs.state.lock",
				"jobs.state.corrupt-20260301030000");
	}

	@Test
	void missingDirectoryIsNamedWithItsProperty() {
		Path missing = this.directory.resolve("missing/jobs.state");
		assertInvalid(missing, "The directory " + missing.getParent() + " of " + missing + " does not exist.",
				"Create it, so that user ");
		assertThat(missing.getParent()).doesNotExist();
	}

	@Test
	void directoryInPlaceOfTheFileIsNamedWithItsProperty() {
		assertInvalid(this.directory, "It is a directory.", "Add the name of a file to it");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void unwritableDirectoryIsNamedWithItsProperty() {
		assumeTrue(Files.isDirectory(Path.of("/sys")));
		assertInvalid(Path.of("/sys/jobs.state"), "The lock file /sys/jobs.state.lock cannot be opened: ", "Let user ");
	}

	@Test
	void linkInPlaceOfTheFileIsNamedWithItsProperty() throws IOException {
		Files.createSymbolicLink(this.path, this.directory.resolve("elsewhere"));
		assertInvalid(this.path, this.path + " is a symbolic link", "Remove the link");
	}

	@Test
	void placeWhereNothingCanBeWrittenGivesTheLockBack() throws IOException {
		Path inTheWay = Files.createDirectories(this.directory.resolve("jobs.state.new/full"));
		assertInvalid(this.path, "It cannot be read and written: ", "Let user ");
		Files.delete(inTheWay);
		open().close();
	}

	private static boolean account(JobStateFile file, AtomicInteger written) {
		try {
			while (written.get() <= ROUNDS) {
				file.account(REPORT, START.plusSeconds(written.get() + 1));
				written.incrementAndGet();
			}
			return Thread.interrupted();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private byte[] wholeState() throws IOException {
		try (JobStateFile file = open()) {
			file.account(REPORT, START);
			file.pause(MAIL);
		}
		return Files.readAllBytes(this.path);
	}

	private JobStateFile open() {
		JobStateOpening opening = JobStateFile.open(this.path, this.time);
		assertThat(opening).isInstanceOf(Opened.class);
		return ((Opened) opening).file();
	}

	private void assertInvalid(Path path, String fact, String wayOut) {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> JobStateFile.open(path, this.time))
			.withMessageStartingWith("worker-lifecycle.job-state-file names " + path + ". " + fact)
			.satisfies((ex) -> assertThat(List.of(ex.getAction())).first()
				.asString()
				.startsWith(wayOut)
				.endsWith(", or set worker-lifecycle.job-state-file to another path."));
	}

}
