package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class InstanceLockProcessTests {

	@TempDir
	private Path directory;

	private Path pidFile;

	private Path lockFile;

	@BeforeEach
	void nameFiles() {
		this.pidFile = this.directory.resolve("orders.pid");
		this.lockFile = this.directory.resolve("orders.pid.lock");
	}

	@Test
	void runningInstanceShowsItsPid() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
			assertThat(this.directory).isDirectoryContaining((file) -> file.equals(this.lockFile));
			assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("orders.pid", "orders.pid.lock",
					"orders.pid.status");
		}
	}

	@Test
	void secondInstanceIsRefusedWithExitCode75AndNamesTheFirst() throws IOException {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			FileTime written = Files.getLastModifiedTime(this.pidFile);
			try (ApplicationProcess second = Instances.on(this.pidFile).start()) {
				assertThat(second.awaitExit()).isEqualTo(75);
				assertThat(second.output()).contains("APPLICATION FAILED TO START",
						"Another instance holds " + this.pidFile + " (pid " + first.pid() + ", since ",
						"Stop it, or set worker-lifecycle.instance.pid-file to another path.");
			}
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
			assertThat(Files.getLastModifiedTime(this.pidFile)).isEqualTo(written);
		}
	}

	@Test
	void refusedInstanceLeavesTheLockToTheFirst() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertRefused("pid " + first.pid());
			assertRefused("pid " + first.pid());
		}
	}

	@Test
	void frozenInstanceKeepsTheLock() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			first.signal(Signal.STOP);
			assertRefused("pid " + first.pid());
		}
	}

	@Test
	void terminatedInstanceRemovesThePidFileAndLeavesTheLockFile() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			first.signal(Signal.TERM);
			assertThat(first.awaitExit()).isEqualTo(143);
			assertThat(this.pidFile).doesNotExist();
			assertThat(this.lockFile).isEmptyFile();
		}
	}

	@Test
	void killedInstanceDoesNotBlockTheNextStart() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			first.signal(Signal.KILL);
			assertThat(first.awaitExit()).isEqualTo(137);
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
		}
		try (ApplicationProcess second = Instances.started(Instances.on(this.pidFile))) {
			assertThat(this.pidFile).hasContent(Long.toString(second.pid()));
		}
	}

	@Test
	void pidOfALivingStrangerDoesNotBlockTheStart() throws IOException {
		Files.writeString(this.pidFile, Long.toString(ProcessHandle.current().pid()));
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
		}
	}

	@Test
	void endingInstanceLeavesThePidFileOfItsSuccessor() {
		try (ApplicationProcess first = Instances
			.started(Instances.on(this.pidFile).jvmOptions("-Dtest.slow-end=true"))) {
			first.signal(Signal.TERM);
			first.awaitLine("Ending slowly");
			try (ApplicationProcess second = Instances.started(Instances.on(this.pidFile))) {
				first.input("end");
				assertThat(first.awaitExit()).isEqualTo(143);
				assertThat(this.pidFile).hasContent(Long.toString(second.pid()));
			}
		}
	}

	@Test
	void lockHoldsWithoutAReadablePidFile() throws IOException {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(first.isAlive()).isTrue();
			Files.delete(this.pidFile);
			Files.createDirectory(this.pidFile);
			assertRefused("its pid is not visible");
		}
	}

	@Test
	void lockHoldsWithAPidFileOfModeZero() throws IOException {
		assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(first.isAlive()).isTrue();
			Files.setPosixFilePermissions(this.pidFile, PosixFilePermissions.fromString("---------"));
			assertRefused("its pid is not visible");
		}
	}

	@Test
	void bothFilesHaveMode0644UnderAStrictUmask() throws IOException {
		assumeTrue(Files.getFileStore(this.directory).supportsFileAttributeView("posix"));
		ApplicationLauncher launcher = Instances.on(this.pidFile).javaHome(javaHomeWithUmask("077"));
		try (ApplicationProcess first = Instances.started(launcher)) {
			assertThat(first.isAlive()).isTrue();
			assertThat(mode(this.pidFile)).isEqualTo("rw-r--r--");
			assertThat(mode(this.lockFile)).isEqualTo("rw-r--r--");
		}
	}

	@Test
	void missingDirectoryIsAnErrorAndIsNotCreated() {
		Path missing = this.directory.resolve("missing/orders.pid");
		assertFailed(Instances.on(missing),
				"The directory " + missing.getParent() + " of " + missing + " does not exist", "Create it",
				"or set worker-lifecycle.instance.pid-file to another path.");
		assertThat(missing.getParent()).doesNotExist();
	}

	@Test
	void unwritableDirectoryIsAnError() {
		assumeTrue(Files.isDirectory(Path.of("/sys")));
		assertFailed(Instances.on(Path.of("/sys/orders.pid")), "The lock file /sys/orders.pid.lock cannot be opened: ",
				"or set worker-lifecycle.instance.pid-file to another path.");
	}

	@Test
	void directoryInPlaceOfThePidFileIsAnError() throws IOException {
		Files.createDirectory(this.pidFile);
		assertFailed(Instances.on(this.pidFile), "The PID file " + this.pidFile + " cannot be written: ",
				"not a regular file");
	}

	@Test
	void linkInPlaceOfThePidFileIsAnError() throws IOException {
		Files.createSymbolicLink(this.pidFile, Files.createFile(this.directory.resolve("elsewhere")));
		assertFailed(Instances.on(this.pidFile), this.pidFile + " is a symbolic link");
		assertThat(this.directory.resolve("elsewhere")).isEmptyFile();
	}

	@Test
	void linkAboveThePidFileIsFine() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.directory);
		try (ApplicationProcess first = Instances.started(Instances.on(link.resolve("orders.pid")))) {
			assertRefused("pid " + first.pid());
		}
	}

	@Test
	void otherPathInThePidFilePropertyOfSpringBootIsAnError() {
		assertFailed(Instances.on(this.pidFile).arguments("--spring.pid.file=/tmp/other.pid"),
				"worker-lifecycle.instance.pid-file names " + this.pidFile, "but spring.pid.file names /tmp/other.pid");
		assertThat(this.lockFile).doesNotExist();
	}

	@Test
	void otherPathInTheEnvironmentIsAnError() {
		assertFailed(Instances.on(this.pidFile).environment("PIDFILE", "/tmp/other.pid"),
				"but the environment variable PIDFILE names /tmp/other.pid");
	}

	@Test
	void samePathInThePidFilePropertyOfSpringBootIsFine() throws IOException {
		ApplicationLauncher launcher = Instances.on(this.pidFile)
			.jvmOptions("-Dtest.own-writer=true")
			.arguments("--spring.pid.file="
					+ this.directory.resolve("../" + this.directory.getFileName() + "/orders.pid"));
		try (ApplicationProcess first = Instances.started(launcher)) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
		}
	}

	@Test
	void refusedInstanceWithAWriterOfItsOwnLeavesThePidFile() {
		ApplicationLauncher launcher = Instances.on(this.pidFile)
			.jvmOptions("-Dtest.own-writer=true")
			.arguments("--spring.pid.file=" + this.pidFile);
		try (ApplicationProcess first = Instances.started(launcher); ApplicationProcess second = launcher.start()) {
			assertThat(second.awaitExit()).isEqualTo(75);
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
		}
	}

	@Test
	void pidFileIsFoundInTheConfigurationFiles() throws IOException {
		Path configuration = this.directory.resolve("application.properties");
		Files.writeString(configuration, "worker-lifecycle.instance.pid-file=" + this.pidFile);
		ApplicationLauncher launcher = Instances.of(LockedApplication.class)
			.arguments("--spring.config.location=" + configuration.toUri());
		try (ApplicationProcess first = Instances.started(launcher)) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
		}
	}

	@Test
	void contextsOfOneProcessShareTheLock() throws IOException {
		try (ApplicationProcess both = launcher(TwoContextsApplication.class).start()) {
			both.awaitLine("One is there");
			FileTime written = Files.getLastModifiedTime(this.pidFile);
			both.input("next");
			both.awaitLine("Both are there");
			assertThat(this.pidFile).hasContent(Long.toString(both.pid()));
			assertThat(Files.getLastModifiedTime(this.pidFile)).isEqualTo(written);
			both.input("close");
			both.awaitLine("The first is closed");
			assertRefused("pid " + both.pid());
			both.signal(Signal.TERM);
			assertThat(both.awaitExit()).isEqualTo(143);
			assertThat(this.pidFile).doesNotExist();
		}
	}

	@Test
	void failedStartGivesTheLockBackAlthoughItsProcessLives() {
		try (ApplicationProcess failed = launcher(FailingApplication.class).arguments("--fail-in=bean").start()) {
			failed.awaitLine("Failed, but alive");
			assertThat(this.pidFile).doesNotExist();
			try (ApplicationProcess second = Instances.started(Instances.on(this.pidFile))) {
				assertThat(this.pidFile).hasContent(Long.toString(second.pid()));
			}
		}
	}

	@Test
	void startAfterAFailedOneInTheSameProcessWritesThePidAgain() {
		ApplicationLauncher launcher = launcher(FailingApplication.class).arguments("--fail-in=bean", "--again");
		try (ApplicationProcess application = launcher.start()) {
			application.awaitLine("Failed, but alive");
			application.input("again");
			application.awaitLine("Started LockedApplication");
			assertThat(this.pidFile).hasContent(Long.toString(application.pid()));
		}
	}

	@Test
	void failedRunnerKeepsTheLockUntilItsProcessEnds() {
		try (ApplicationProcess failed = launcher(FailingApplication.class).arguments("--fail-in=runner").start()) {
			failed.awaitLine("Failed, but alive");
			assertRefused("pid " + failed.pid());
			failed.input("end");
			assertThat(failed.awaitExit()).isZero();
			assertThat(this.pidFile).doesNotExist();
		}
	}

	@Test
	void nothingIsLockedWithoutAPidFile() {
		try (ApplicationProcess free = Instances
			.started(Instances.of(LockedApplication.class).workingDirectory(this.directory))) {
			assertThat(free.isAlive()).isTrue();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void nothingIsLockedDuringAheadOfTimeProcessing() {
		try (ApplicationProcess processing = Instances
			.started(Instances.on(this.pidFile).jvmOptions("-Dspring.aot.processing=true"))) {
			assertThat(processing.isAlive()).isTrue();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void nothingIsLockedInARunThatEndsAfterRefresh() {
		try (ApplicationProcess training = Instances.on(this.pidFile)
			.jvmOptions("-Dspring.context.exit=onRefresh")
			.start()) {
			assertThat(training.awaitExit()).isZero();
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	private ApplicationLauncher launcher(Class<?> mainClass) {
		return Instances.of(mainClass).arguments("--worker-lifecycle.instance.pid-file=" + this.pidFile);
	}

	private void assertRefused(String holder) {
		try (ApplicationProcess other = Instances.on(this.pidFile).start()) {
			assertThat(other.awaitExit()).as(other::output).isEqualTo(75);
			assertThat(other.output()).contains("Another instance holds " + this.pidFile + " (" + holder);
		}
	}

	private static void assertFailed(ApplicationLauncher launcher, String... texts) {
		try (ApplicationProcess failed = launcher.start()) {
			assertThat(failed.awaitExit()).as(failed::output).isEqualTo(1);
			assertThat(failed.output()).contains("APPLICATION FAILED TO START").contains(texts);
		}
	}

	private Path javaHomeWithUmask(String umask) throws IOException {
		Path java = this.directory.resolve("home/bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java,
				"#!/bin/sh\numask " + umask + "\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		return this.directory.resolve("home");
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
