package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class InstanceGateTests {

	@Test
	void startThatMeetsAProbeTriesAgain(@TempDir Path directory) throws IOException {
		InstanceLock lock = new InstanceLock(directory.resolve("orders.pid"));
		try (FileChannel probe = FileChannel.open(directory.resolve("orders.pid.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			assertThat(probe.tryLock(0, Long.MAX_VALUE, true)).isNotNull();
			TimeSource time = new TimeThatEndsAProbe(probe);
			WaitNotice notice = new WaitNotice(directory, time, System.out);
			InstanceHold hold = new InstanceGate(lock, new Patience(OnConflict.FAIL, null), time)
				.pass(new MockEnvironment(), notice);
			assertThat(lock.isHeldHere()).isTrue();
			hold.close();
		}
	}

	/** While anybody waits, the probe ends. */
	private record TimeThatEndsAProbe(FileChannel probe) implements TimeSource {

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			try {
				this.probe.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			action.run();
			return () -> {
			};
		}

	}

}
