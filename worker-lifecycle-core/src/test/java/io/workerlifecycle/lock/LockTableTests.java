package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.lock.LockHolding.By;
import io.workerlifecycle.lock.LockHolding.NotSeen;
import io.workerlifecycle.lock.LockHolding.Unknown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class LockTableTests {

	@TempDir
	private Path directory;

	private Path lockFile;

	private String inode;

	@BeforeEach
	void createLockFile() throws IOException {
		assumeTrue(Files.getFileStore(this.directory).supportsFileAttributeView("unix"));
		this.lockFile = Files.createFile(this.directory.resolve("a.lock"));
		this.inode = Files.getAttribute(this.lockFile, "unix:ino").toString();
	}

	@Test
	void holderIsTheOneOfTheLineWithTheFile() throws IOException {
		assertThat(holding("1: POSIX  ADVISORY  WRITE 11 00:00:1 0 EOF",
				"2: FLOCK  ADVISORY  WRITE 12 " + file() + " 0 EOF",
				"3: POSIX  ADVISORY  WRITE 13 " + file() + " 0 EOF",
				"3: -> POSIX  ADVISORY  WRITE 14 " + file() + " 0 EOF"))
			.isEqualTo(new By(13));
	}

	@Test
	void fileWithoutALineIsHeldByNobodyWhoCanBeSeen() throws IOException {
		assertThat(holding("1: POSIX  ADVISORY  WRITE 11 00:00:1 0 EOF", "nonsense")).isEqualTo(new NotSeen());
		assertThat(holding()).isEqualTo(new NotSeen());
	}

	@Test
	void sameInodeOfAnotherDeviceProvesNothing() throws IOException {
		assertThat(holding("1: POSIX  ADVISORY  WRITE 11 ff:ff:" + this.inode + " 0 EOF")).isEqualTo(new Unknown());
	}

	@Test
	void withoutATableOrAFileNothingIsKnown() {
		assertThat(new LockTable(this.directory.resolve("none")).holding(this.lockFile)).isEqualTo(new Unknown());
		assertThat(LockTable.LINUX.holding(this.directory.resolve("none"))).isEqualTo(new Unknown());
	}

	@Test
	void kernelNamesThisProcessForALockOfItsOwn() {
		assumeTrue(Files.isReadable(LockTable.LINUX.path()));
		GuardedFile file = new GuardedFile(this.directory.resolve("a"), "file", "/run");
		LockOutcome outcome = LockRegistry.JVM.take(file);
		try (LockHold hold = ((LockOutcome.Acquired) outcome).hold()) {
			assertThat(hold).isNotNull();
			assertThat(LockHolding.of(file)).isEqualTo(new By(ProcessHandle.current().pid()));
		}
		assertThat(LockHolding.of(file)).isEqualTo(new NotSeen());
	}

	private LockHolding holding(String... lines) throws IOException {
		Path table = Files.writeString(this.directory.resolve("locks"), String.join("\n", lines));
		return new LockTable(table).holding(this.lockFile);
	}

	/** In the way of the kernel, for devices with small numbers. */
	private String file() throws IOException {
		long device = ((Number) Files.getAttribute(this.lockFile, "unix:dev")).longValue();
		assumeTrue(device <= 0xffff);
		return String.format(Locale.ROOT, "%02x:%02x:%s", device >>> 8, device & 0xff, this.inode);
	}

}
