package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.instance.PidFile;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class InstanceHoldTests {

	private static final String PID = Long.toString(ProcessHandle.current().pid());

	@TempDir
	private Path directory;

	private PidFile pidFile;

	private InstanceHold hold;

	@BeforeEach
	void acquire() {
		InstanceLock lock = new InstanceLock(this.directory.resolve("a.pid"));
		this.pidFile = lock.pidFile();
		this.hold = new InstanceHold(((Acquired) lock.tryAcquire()).hold(), this.pidFile);
	}

	@Test
	void endRemovesWhatWasPublished() throws IOException {
		this.hold.publish((file) -> Files.writeString(file, PID));
		assertThat(this.pidFile.path()).hasContent(PID);
		this.hold.close();
		assertThat(this.pidFile.path()).doesNotExist();
	}

	@Test
	void nothingIsPublishedAfterTheEnd() throws IOException {
		this.hold.close();
		this.hold.publish((file) -> Files.writeString(file, PID));
		assertThat(this.pidFile.path()).doesNotExist();
	}

	@Test
	void endThatComesWhileThePidIsWrittenRemovesIt() throws IOException, InterruptedException {
		CountDownLatch ending = new CountDownLatch(1);
		Thread end = new Thread(() -> {
			ending.countDown();
			this.hold.close();
		});
		this.hold.publish((file) -> {
			end.start();
			await(ending);
			Files.writeString(file, PID);
		});
		end.join();
		assertThat(this.pidFile.path()).doesNotExist();
	}

	@Test
	void whatAnApplicationBesideThisOnePublishedKeepsItsTime() throws IOException {
		this.hold.publish((file) -> Files.writeString(file, PID));
		Files.setLastModifiedTime(this.pidFile.path(), FileTime.from(Instant.EPOCH));
		this.hold.publish((file) -> Files.writeString(file, PID));
		assertThat(Files.getLastModifiedTime(this.pidFile.path()).toInstant()).isEqualTo(Instant.EPOCH);
		this.hold.close();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
