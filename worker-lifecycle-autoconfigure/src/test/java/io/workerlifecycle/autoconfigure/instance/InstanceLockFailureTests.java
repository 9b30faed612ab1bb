package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.test.ApplicationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Starts that are refused because nobody can guarantee that one instance runs.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class InstanceLockFailureTests {

	private static final String WAY_OUT = "or set worker-lifecycle.instance.pid-file to another path.";

	private static final String WAITS = "--worker-lifecycle.instance.on-conflict=wait";

	private static Contender contender;

	@TempDir
	private Path directory;

	private Path pidFile;

	@BeforeAll
	static void start() {
		contender = new Contender();
	}

	@AfterAll
	static void end() {
		contender.close();
	}

	@BeforeEach
	void nameFile() {
		this.pidFile = this.directory.resolve("orders.pid");
	}

	@Test
	void missingDirectoryIsAnErrorAndIsNotCreated() {
		Path missing = this.directory.resolve("missing/orders.pid");
		assertFailed(contender.go(missing), "APPLICATION FAILED TO START",
				"The directory " + missing.getParent() + " of " + missing + " does not exist", "Create it", WAY_OUT);
		assertThat(missing.getParent()).doesNotExist();
	}

	@Test
	void whatCannotBeGuaranteedIsNotWaitedFor() {
		assertFailed(contender.go(this.directory.resolve("missing/orders.pid"), WAITS),
				"It cannot be guaranteed that one instance runs.");
	}

	@Test
	void unwritableDirectoryIsAnError() {
		assumeTrue(Files.isDirectory(Path.of("/sys")));
		assertFailed(contender.go(Path.of("/sys/orders.pid")), "The lock file /sys/orders.pid.lock cannot be opened: ",
				WAY_OUT);
	}

	@Test
	void directoryInPlaceOfThePidFileIsAnError() throws IOException {
		Files.createDirectory(this.pidFile);
		assertFailed(contender.go(this.pidFile), "The PID file " + this.pidFile + " cannot be written: ",
				"not a regular file");
	}

	@Test
	void linkInPlaceOfThePidFileIsAnError() throws IOException {
		Files.createSymbolicLink(this.pidFile, Files.createFile(this.directory.resolve("elsewhere")));
		assertFailed(contender.go(this.pidFile), this.pidFile + " is a symbolic link");
		assertThat(this.directory.resolve("elsewhere")).isEmptyFile();
	}

	@Test
	void otherPathInThePidFilePropertyOfSpringBootIsAnError() {
		assertFailed(contender.go(this.pidFile, "--spring.pid.file=/tmp/other.pid"),
				"worker-lifecycle.instance.pid-file names " + this.pidFile, "but spring.pid.file names /tmp/other.pid");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void otherPathInTheEnvironmentIsAnErrorWithExitCode1() {
		try (ApplicationProcess failed = Instances.on(this.pidFile).environment("PIDFILE", "/tmp/other.pid").start()) {
			assertThat(failed.awaitExit()).as(failed::output).isEqualTo(1);
			assertThat(failed.output()).contains("but the environment variable PIDFILE names /tmp/other.pid");
		}
	}

	@Test
	void readOnlyAndFullFileSystemsAreErrorsThatSaySo() throws IOException, InterruptedException {
		String mounts = """
				set -e
				cd '%s'
				mkdir -p read-only no-inode no-room
				mount -t tmpfs -o ro tmpfs read-only
				mount -t tmpfs -o nr_inodes=1 tmpfs no-inode
				mount -t tmpfs -o size=4k tmpfs no-room
				head -c 4096 /dev/zero > no-room/all
				""".formatted(this.directory);
		Path java = script("exec unshare --mount -- sh -c '" + mounts.replace("'", "'\\''") + "exec \"$0\" \"$@\"' '"
				+ System.getProperty("java.home") + "/bin/java' \"$@\"");
		assumeTrue(new ProcessBuilder(java.toString(), "-version").start().waitFor() == 0, "no mounts for this user");
		try (Contender confined = new Contender(Instances.of(LockedApplication.class).javaHome(this.directory))) {
			assertFailed(confined.go(this.directory.resolve("read-only/orders.pid")),
					"It cannot be guaranteed that one instance runs.",
					"read-only/orders.pid.lock cannot be opened: Read-only file system.", WAY_OUT);
			assertFailed(confined.go(this.directory.resolve("no-inode/orders.pid")),
					"no-inode/orders.pid.lock cannot be opened: No space left on device.", WAY_OUT);
			assertFailed(confined.go(this.directory.resolve("no-room/orders.pid")),
					"no-room/orders.pid cannot be written: No space left on device", "Make sure that there is room",
					WAY_OUT);
		}
	}

	private static void assertFailed(Contender contender, String... texts) {
		assertThat(contender.runs()).isFalse();
		assertThat(contender.output()).contains(texts).doesNotContain("Waiting for", "Another instance");
	}

	private Path script(String text) throws IOException {
		Path java = this.directory.resolve("bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java, "#!/bin/sh\n" + text + "\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		return java;
	}

}
