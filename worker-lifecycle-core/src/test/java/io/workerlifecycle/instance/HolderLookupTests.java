package io.workerlifecycle.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.instance.HolderSighting.Seen;
import io.workerlifecycle.instance.HolderSighting.Unseen;
import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HolderLookupTests {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	/** Above what Linux gives, so that it names no process. */
	private static final long DEAD_PID = 2_000_000_000;

	@TempDir
	private Path directory;

	private Path path;

	private Process other;

	private final HurryingTimeSource time = new HurryingTimeSource();

	@BeforeEach
	void startOther() throws IOException {
		this.path = this.directory.resolve("a.pid");
		this.other = new ProcessBuilder("sleep", "600").start();
	}

	@AfterEach
	void endOther() {
		this.other.destroyForcibly();
	}

	@Test
	void holderThatIsThereIsFoundAtOnceWithItsProgram() throws IOException {
		write(this.other.pid());
		Instant written = Files.getLastModifiedTime(this.path).toInstant();
		assertThat(lookup()).isEqualTo(new Seen(this.other.pid(), written, "sleep"));
		assertThat(this.time.nanoTime()).isZero();
	}

	@Test
	void holderThatAppearsLaterIsFound() {
		this.time.schedule(Duration.ofMillis(1500), () -> write(this.other.pid()));
		assertThat(lookup()).isInstanceOfSatisfying(Seen.class, this::isOther);
	}

	@Test
	void pidOfAnEndedProcessGivesWayToTheOneOfTheHolder() {
		write(DEAD_PID);
		this.time.schedule(Duration.ofMillis(1500), () -> write(this.other.pid()));
		assertThat(lookup()).isInstanceOfSatisfying(Seen.class, this::isOther);
	}

	@Test
	void pidThatCannotBeSeenFromHereIsTakenAtTheLimitAsAClaim() {
		write(DEAD_PID);
		assertThat(lookup()).isInstanceOfSatisfying(Unseen.class, (unseen) -> claims(unseen, DEAD_PID));
		assertThat(Duration.ofNanos(this.time.nanoTime())).isEqualTo(LIMIT);
	}

	@Test
	void nobodyIsFoundAtTheLimit() {
		assertThat(lookup()).isEqualTo(new Unseen(null));
		assertThat(Duration.ofNanos(this.time.nanoTime())).isEqualTo(LIMIT);
	}

	@Test
	void interruptEndsTheWaitAndKeepsItsFlag() {
		Thread.currentThread().interrupt();
		assertThat(lookup()).isEqualTo(new Unseen(null));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.time.nanoTime()).isLessThan(LIMIT.toNanos());
	}

	@Test
	void ownPidIsNotBelieved() {
		long own = ProcessHandle.current().pid();
		write(own);
		assertThat(lookup()).isInstanceOfSatisfying(Unseen.class, (unseen) -> claims(unseen, own));
	}

	@Test
	void pidOfTheParentIsNotBelieved() {
		long parent = ProcessHandle.current().parent().orElseThrow().pid();
		write(parent);
		assertThat(lookup()).isInstanceOfSatisfying(Unseen.class, (unseen) -> claims(unseen, parent));
	}

	@Test
	void pidOfAProcessThatStartedAfterTheFileWasWrittenIsNotBelieved() throws IOException {
		write(this.other.pid());
		Files.setLastModifiedTime(this.path,
				FileTime.from(Files.getLastModifiedTime(this.path).toInstant().minusSeconds(60)));
		assertThat(lookup()).isInstanceOfSatisfying(Unseen.class, (unseen) -> claims(unseen, this.other.pid()));
	}

	@Test
	void kernelIsBelievedAndNotThePidFile() throws IOException {
		assumeTrue(Files.isReadable(Path.of("/proc/locks")));
		write(this.other.pid());
		LockOutcome outcome = new InstanceLock(this.path).tryAcquire();
		try (LockHold hold = ((Acquired) outcome).hold()) {
			assertThat(hold).isNotNull();
			write(this.other.pid());
			assertThat(lookup()).isInstanceOfSatisfying(Seen.class, (seen) -> {
				assertThat(seen.pid()).isEqualTo(ProcessHandle.current().pid());
				assertThat(seen.since()).isEqualTo(ProcessHandle.current().info().startInstant().orElse(null));
			});
		}
	}

	@Test
	void holderThatTheKernelDoesNotShowIsNotSoughtInThePidFileAndNotWaitedFor() throws IOException {
		assumeTrue(Files.isReadable(Path.of("/proc/locks")));
		Files.createFile(this.directory.resolve("a.pid.lock"));
		write(this.other.pid());
		assertThat(lookup()).isInstanceOfSatisfying(Unseen.class, (unseen) -> claims(unseen, this.other.pid()));
		assertThat(this.time.nanoTime()).isZero();
	}

	private HolderSighting lookup() {
		return new HolderLookup(new InstanceLock(this.path), this.time).await(LIMIT);
	}

	private void isOther(Seen seen) {
		assertThat(seen.pid()).isEqualTo(this.other.pid());
	}

	private static void claims(Unseen unseen, long pid) {
		assertThat(unseen.claim()).isNotNull().extracting(LockHolder::pid).isEqualTo(pid);
	}

	private void write(long pid) {
		try {
			Files.writeString(this.path, Long.toString(pid));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
