package io.workerlifecycle.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HolderLookupTests {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final long OWN_PID = ProcessHandle.current().pid();

	/** Above what Linux gives, so that it names no process. */
	private static final long DEAD_PID = 2_000_000_000;

	@TempDir
	private Path directory;

	private Path path;

	private final HurryingTimeSource time = new HurryingTimeSource();

	@BeforeEach
	void namePath() {
		this.path = this.directory.resolve("a.pid");
	}

	@Test
	void holderThatIsThereIsFoundAtOnce() {
		write(OWN_PID);
		assertThat(lookup()).extracting(LockHolder::pid).isEqualTo(OWN_PID);
		assertThat(this.time.nanoTime()).isZero();
	}

	@Test
	void holderThatAppearsLaterIsFound() {
		this.time.schedule(Duration.ofMillis(1500), () -> write(OWN_PID));
		assertThat(lookup()).extracting(LockHolder::pid).isEqualTo(OWN_PID);
	}

	@Test
	void pidOfAnEndedProcessGivesWayToTheOneOfTheHolder() {
		write(DEAD_PID);
		this.time.schedule(Duration.ofMillis(1500), () -> write(OWN_PID));
		assertThat(lookup()).extracting(LockHolder::pid).isEqualTo(OWN_PID);
	}

	@Test
	void pidThatCannotBeSeenFromHereIsTakenAtTheLimit() {
		write(DEAD_PID);
		assertThat(lookup()).extracting(LockHolder::pid).isEqualTo(DEAD_PID);
		assertThat(Duration.ofNanos(this.time.nanoTime())).isEqualTo(LIMIT);
	}

	@Test
	void nobodyIsFoundAtTheLimit() {
		assertThat(lookup()).isNull();
		assertThat(Duration.ofNanos(this.time.nanoTime())).isEqualTo(LIMIT);
	}

	@Test
	void interruptEndsTheWaitAndKeepsItsFlag() {
		Thread.currentThread().interrupt();
		assertThat(lookup()).isNull();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.time.nanoTime()).isLessThan(LIMIT.toNanos());
	}

	private LockHolder lookup() {
		return new HolderLookup(new PidFile(this.path), this.time).await(LIMIT);
	}

	private void write(long pid) {
		try {
			Files.writeString(this.path, Long.toString(pid));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Time that passes as soon as somebody waits.
	 */
	private static final class HurryingTimeSource implements TimeSource {

		private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

		@Override
		public Instant now() {
			return this.time.now();
		}

		@Override
		public long nanoTime() {
			return this.time.nanoTime();
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			Timer timer = this.time.schedule(delay, action);
			if (delay.toMillis() < 1000) {
				this.time.advance(delay);
			}
			return timer;
		}

	}

}
