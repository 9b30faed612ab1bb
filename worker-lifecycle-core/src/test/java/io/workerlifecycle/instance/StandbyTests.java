package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.HeldByAnother;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StandbyTests {

	private static final Duration LATER = Duration.ofSeconds(30);

	private final List<HolderSighting> told = new ArrayList<>();

	private final HurryingTimeSource time = new HurryingTimeSource();

	@TempDir
	private Path directory;

	private Path pidFile;

	private Process holder;

	@BeforeEach
	void startHolder() throws IOException {
		this.pidFile = this.directory.resolve("a.pid");
		this.holder = LockProbe.holder(this.pidFile);
	}

	@AfterEach
	void endHolder() {
		this.holder.destroyForcibly();
	}

	@Test
	void lockIsTakenOverWhenItsHolderIsKilled() {
		this.time.schedule(LATER, this::killHolder);
		LockOutcome outcome = await(null);
		assertThat(outcome).isInstanceOf(Acquired.class);
		((Acquired) outcome).hold().close();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void freeLockIsTakenWithoutAWord() {
		killHolder();
		LockOutcome outcome = await(null);
		assertThat(outcome).isInstanceOf(Acquired.class);
		((Acquired) outcome).hold().close();
		assertThat(this.told).isEmpty();
		assertThat(this.time.nanoTime()).isZero();
	}

	@Test
	void waitEndsAtItsLimit() {
		assertThat(await(Duration.ofMinutes(1))).isEqualTo(new HeldByAnother());
		assertThat(Duration.ofNanos(this.time.nanoTime())).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void interruptEndsTheWaitAndKeepsItsFlag() {
		this.time.schedule(LATER, Thread.currentThread()::interrupt);
		assertThat(await(null)).isEqualTo(new HeldByAnother());
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void placeThatGoesAwayEndsTheWait() {
		this.time.schedule(LATER, this::removeDirectory);
		assertThat(await(null)).isInstanceOf(NotGuaranteed.class);
	}

	@Test
	void lockFileThatIsReplacedIsTakenAndNotTheOldOne() throws Exception {
		this.time.schedule(LATER, this::replaceLockFile);
		LockOutcome outcome = await(null);
		try (LockHold hold = ((Acquired) outcome).hold()) {
			assertThat(hold).isNotNull();
			assertThat(LockProbe.outcomeElsewhere(this.pidFile)).isEqualTo("HeldByAnother");
		}
	}

	private LockOutcome await(Duration limit) {
		return new Standby(new InstanceLock(this.pidFile), this.time).await(limit, this.told::add);
	}

	private void killHolder() {
		this.holder.destroyForcibly();
		this.holder.onExit().join();
	}

	private void removeDirectory() {
		try {
			Files.delete(this.directory.resolve("a.pid.lock"));
			Files.delete(this.directory);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void replaceLockFile() {
		try {
			Files.delete(this.directory.resolve("a.pid.lock"));
			Files.createFile(this.directory.resolve("a.pid.lock"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
