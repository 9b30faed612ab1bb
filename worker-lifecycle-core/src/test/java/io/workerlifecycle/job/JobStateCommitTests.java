package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.workerlifecycle.lock.GuardedFile;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockRegistry;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.VirtualTimeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * How callers share writes, with a disk that can be held, counted and broken.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobStateCommitTests {

	private static final int THREADS = 64;

	private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

	private final Disk disk = new Disk();

	@TempDir
	private Path directory;

	private JobStateFile file;

	@BeforeEach
	void openFile() {
		Path path = this.directory.resolve("jobs.state");
		Acquired lock = (Acquired) LockRegistry.JVM.take(new GuardedFile(path, "file", "/run"));
		this.file = new JobStateFile(new JobStatePlace(path, lock.hold(), Map.of()), this.disk,
				new VirtualTimeSource(START));
	}

	@AfterEach
	void closeFile() {
		this.disk.repair();
		this.disk.release();
		this.file.close();
	}

	@Test
	void callersThatWaitShareOneWrite() throws Exception {
		this.disk.hold();
		List<Caller> callers = callersBehindAWrite();
		this.disk.release();
		for (Caller caller : callers) {
			assertThat(caller.end()).isNull();
		}
		assertThat(this.disk.contents).hasSize(2);
		for (int job = 0; job < THREADS; job++) {
			assertThat(this.disk.last().get(name(job))).isEqualTo(new JobMoment(START.plusSeconds(job), null));
		}
	}

	@Test
	void callerReturnsOnlyWhenItsMomentIsWritten() throws Exception {
		this.disk.hold();
		Caller caller = new Caller(0);
		this.disk.awaitWrite();
		assertThat(caller.end).isNotDone();
		assertThat(this.disk.contents).isEmpty();
		this.disk.release();
		assertThat(caller.end()).isNull();
		assertThat(this.disk.last()).containsKey(name(0));
	}

	@Test
	void nothingIsLostUnderManyThreadsAndEachWriteIsAtLeastAsNewAsTheLast() throws Exception {
		int rounds = 50;
		List<CompletableFuture<Void>> threads = IntStream.range(0, THREADS)
			.mapToObj((job) -> CompletableFuture.runAsync(() -> accountRounds(job, rounds), (task) -> start(task)))
			.toList();
		for (CompletableFuture<Void> thread : threads) {
			thread.get();
		}
		for (int job = 0; job < THREADS; job++) {
			assertThat(this.disk.last().get(name(job))).isEqualTo(new JobMoment(START.plusSeconds(rounds), null));
		}
		assertThat(this.disk.contents).hasSizeLessThanOrEqualTo(THREADS * rounds);
		assertNeverBackwards();
	}

	@Test
	void jobsThatAreDueTogetherCostOneWrite() throws IOException {
		this.file.account(List.of(name(0), name(1), name(2)), START);
		assertThat(this.disk.contents).hasSize(1);
		assertThat(this.disk.last()).containsOnlyKeys(name(0), name(1), name(2));
	}

	@Test
	void momentThatIsWrittenAlreadyCostsNoWrite() throws IOException {
		this.file.account(name(0), START);
		this.file.account(name(0), START);
		this.file.account(name(0), START.minusSeconds(1));
		assertThat(this.disk.contents).hasSize(1);
	}

	@Test
	void failedWriteIsToldToAllThatSharedItAndToOneOfThemAsTheFirst() throws Exception {
		this.disk.hold();
		List<Caller> callers = callersBehindAWrite();
		this.disk.breakDown();
		this.disk.release();
		int first = 0;
		for (Caller caller : callers) {
			JobStateWriteException failure = caller.end();
			assertThat(failure).isNotNull();
			first += failure.isFirst() ? 1 : 0;
		}
		assertThat(first).isOne();
	}

	@Test
	void laterWriteTakesAlongWhatAFailedOneLeft() throws Exception {
		this.disk.breakDown();
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(0), START))
			.withMessage("The job state file " + this.directory.resolve("jobs.state")
					+ " cannot be written: No space left on device.")
			.matches(JobStateWriteException::isFirst);
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(0), START))
			.matches((failure) -> !failure.isFirst());
		this.disk.repair();
		this.file.account(name(1), START);
		assertThat(this.disk.last()).containsKeys(name(0), name(1));
	}

	@Test
	void nextOutageIsToldAgain() throws Exception {
		this.disk.breakDown();
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(0), START));
		this.disk.repair();
		this.file.account(name(1), START);
		this.disk.breakDown();
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(2), START))
			.matches(JobStateWriteException::isFirst);
	}

	@Test
	void writerThatThrowsSomethingElseLeavesNobodyWaiting() throws Exception {
		this.disk.failure = new IllegalStateException("no idea");
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(0), START))
			.withMessageContaining("no idea");
		this.disk.repair();
		this.file.account(name(0), START);
		assertThat(this.disk.last()).containsKey(name(0));
	}

	@Test
	void closeWritesWhatAFailedWriteLeft() {
		this.disk.breakDown();
		assertThatExceptionOfType(JobStateWriteException.class).isThrownBy(() -> this.file.account(name(0), START));
		this.disk.repair();
		this.file.close();
		assertThat(this.disk.last()).containsKey(name(0));
	}

	@Test
	void closeWaitsForTheWriteUnderWayAndKeepsThoseThatWait() throws Exception {
		this.disk.hold();
		List<Caller> callers = callersBehindAWrite();
		Thread closing = start(this.file::close);
		await().until(() -> closing.getState() == Thread.State.WAITING);
		this.disk.release();
		closing.join();
		for (Caller caller : callers) {
			assertThat(caller.end()).isNull();
		}
	}

	private List<Caller> callersBehindAWrite() throws InterruptedException {
		List<Caller> callers = new ArrayList<>(List.of(new Caller(0)));
		this.disk.awaitWrite();
		for (int job = 1; job < THREADS; job++) {
			callers.add(new Caller(job));
		}
		await().until(() -> callers.stream().skip(1).allMatch(Caller::isWaiting));
		return callers;
	}

	private void accountRounds(int job, int rounds) {
		try {
			for (int round = 1; round <= rounds; round++) {
				this.file.account(name(job), START.plusSeconds(round));
				JobMoment written = this.disk.last().get(name(job));
				assertThat(written).isEqualTo(new JobMoment(START.plusSeconds(round), null));
			}
		}
		catch (JobStateWriteException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertNeverBackwards() {
		Map<RelaxedName, JobMoment> before = Map.of();
		for (Map<RelaxedName, JobMoment> content : this.disk.contents) {
			before.forEach((job, moment) -> {
				JobMoment later = content.get(job);
				assertThat(later).isNotNull();
				assertThat(later.accounted(START)).isEqualTo(later);
				assertThat(later.accountedUntil()).isAfterOrEqualTo(moment.accountedUntil());
			});
			before = content;
		}
	}

	private static RelaxedName name(int job) {
		return RelaxedName.of("job" + job);
	}

	private static Thread start(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/**
	 * A thread that accounts for one firing.
	 */
	private final class Caller {

		private final CompletableFuture<@Nullable JobStateWriteException> end = new CompletableFuture<>();

		private final Thread thread;

		Caller(int job) {
			this.thread = start(() -> account(job));
		}

		boolean isWaiting() {
			return this.thread.getState() == Thread.State.WAITING;
		}

		@Nullable JobStateWriteException end() throws Exception {
			return this.end.get();
		}

		private void account(int job) {
			try {
				JobStateCommitTests.this.file.account(name(job), START.plusSeconds(job));
				this.end.complete(null);
			}
			catch (JobStateWriteException ex) {
				this.end.complete(ex);
			}
		}

	}

	private static final class Disk implements StateWriter {

		private static final int MANY = 1_000_000;

		private final List<Map<RelaxedName, JobMoment>> contents = Collections.synchronizedList(new ArrayList<>());

		private final AtomicInteger writers = new AtomicInteger();

		private final Semaphore entered = new Semaphore(0);

		private final Semaphore permits = new Semaphore(MANY);

		private volatile @Nullable Exception failure;

		@Override
		public void write(byte[] content) throws IOException {
			assertThat(this.writers.incrementAndGet()).isOne();
			this.entered.release();
			this.permits.acquireUninterruptibly();
			this.writers.decrementAndGet();
			if (this.failure instanceof RuntimeException ex) {
				throw ex;
			}
			if (this.failure instanceof IOException ex) {
				throw ex;
			}
			this.contents.add(read(content));
		}

		void hold() {
			this.permits.drainPermits();
		}

		void awaitWrite() throws InterruptedException {
			this.entered.acquire();
		}

		void release() {
			this.permits.release(MANY);
		}

		void breakDown() {
			this.failure = new IOException("No space left on device");
		}

		void repair() {
			this.failure = null;
		}

		Map<RelaxedName, JobMoment> last() {
			return this.contents.get(this.contents.size() - 1);
		}

		private static Map<RelaxedName, JobMoment> read(byte[] content) throws IOException {
			try {
				return JobStateText.read(content);
			}
			catch (UnreadableStateException ex) {
				throw new IOException(new String(content, StandardCharsets.US_ASCII), ex);
			}
		}

	}

}
