package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * One test after the other, beside those of other classes: most have one instance, its
 * files and the one that is refused in common.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the instance that is shared")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class InstanceLockProcessTests {

	/** Is refused again and again. */
	private static Contender challenger;

	/** Runs during all the tests that leave it alone, and restore its PID file. */
	private static ApplicationProcess shared;

	private static Path sharedPidFile;

	@TempDir
	private Path directory;

	private Path pidFile;

	private Path lockFile;

	@BeforeAll
	static void start(@TempDir Path directory) {
		sharedPidFile = directory.resolve("shared.pid");
		challenger = new Contender();
		shared = Instances.started(Instances.on(sharedPidFile));
	}

	@AfterAll
	static void end() {
		challenger.close();
		shared.close();
	}

	@BeforeEach
	void nameFiles() {
		this.pidFile = this.directory.resolve("orders.pid");
		this.lockFile = this.directory.resolve("orders.pid.lock");
	}

	@Test
	void secondInstanceIsRefusedWithExitCode75AndNamesTheFirst() throws IOException {
		FileTime written = Files.getLastModifiedTime(sharedPidFile);
		try (ApplicationProcess second = Instances.on(sharedPidFile).start()) {
			assertThat(second.awaitExit()).isEqualTo(75);
			assertThat(second.output()).contains("APPLICATION FAILED TO START",
					"Another instance holds " + sharedPidFile + " (pid " + shared.pid() + ", since ",
					"Stop it, or set worker-lifecycle.instance.pid-file to another path.");
		}
		assertThat(sharedPidFile).hasContent(Long.toString(shared.pid()));
		assertThat(Files.getLastModifiedTime(sharedPidFile)).isEqualTo(written);
	}

	@Test
	void refusedInstanceLeavesTheLockToTheFirst() {
		assertRefused(sharedPidFile, shared);
		assertRefused(sharedPidFile, shared);
	}

	@Test
	void frozenInstanceKeepsTheLock() {
		shared.signal(Signal.STOP);
		try {
			assertRefused(sharedPidFile, shared);
		}
		finally {
			shared.signal(Signal.CONT);
		}
	}

	@Test
	void linkAboveThePidFileIsFine() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), sharedPidFile.getParent());
		assertRefused(link.resolve("shared.pid"), shared);
	}

	@Test
	void whoIsNotTheHolderIsNotNamedWhateverThePidFileSays() throws IOException {
		assumeTrue(Files.isReadable(Path.of("/proc/locks")));
		for (String content : List.of("1", Long.toString(ProcessHandle.current().pid()), "\u001b[31mred", "-1",
				"x".repeat(100_000))) {
			Files.writeString(sharedPidFile, content);
			assertRefused(sharedPidFile, shared);
		}
		Files.writeString(sharedPidFile, Long.toString(shared.pid()));
	}

	@Test
	void terminatedInstanceRemovesThePidFileAndLeavesTheLockFile() {
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
			assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("orders.pid", "orders.pid.lock",
					"orders.pid.status");
			first.signal(Signal.TERM);
			assertThat(first.awaitExit()).isEqualTo(143);
			assertThat(this.pidFile).doesNotExist();
			assertThat(this.lockFile).isEmptyFile();
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
		assumeTrue(Files.isReadable(Path.of("/proc/locks")));
		Files.delete(sharedPidFile);
		assertRefused(sharedPidFile, shared);
		Files.createDirectory(sharedPidFile);
		assertRefused(sharedPidFile, shared);
		Files.delete(sharedPidFile);
		Files.writeString(sharedPidFile, Long.toString(shared.pid()));
	}

	@Test
	void lockHoldsWithAPidFileOfModeZero() throws IOException {
		assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
		try (ApplicationProcess first = Instances.started(Instances.on(this.pidFile))) {
			assertThat(first.isAlive()).isTrue();
			Files.setPosixFilePermissions(this.pidFile, PosixFilePermissions.fromString("---------"));
			assertRefused(this.pidFile, first);
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
	void refusedInstanceWithAWriterOfItsOwnLeavesThePidFile() {
		String samePath = this.directory.resolve("../" + this.directory.getFileName() + "/orders.pid").toString();
		ApplicationLauncher launcher = Instances.on(this.pidFile)
			.jvmOptions("-Dtest.own-writer=true")
			.arguments("--spring.pid.file=" + samePath);
		try (ApplicationProcess first = Instances.started(launcher); ApplicationProcess second = launcher.start()) {
			assertThat(this.pidFile).hasContent(Long.toString(first.pid()));
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
			assertRefused(this.pidFile, both);
			both.signal(Signal.TERM);
			assertThat(both.awaitExit()).isEqualTo(143);
			assertThat(this.pidFile).doesNotExist();
		}
	}

	@Test
	void failedStartGivesTheLockBackAlthoughItsProcessLives() {
		ApplicationLauncher launcher = launcher(FailingApplication.class).arguments("--fail-in=bean", "--again");
		try (ApplicationProcess application = launcher.start()) {
			application.awaitLine("Failed, but alive");
			assertThat(this.pidFile).doesNotExist();
			LockOutcome outcome = new InstanceLock(this.pidFile).tryAcquire();
			assertThat(outcome).isInstanceOf(Acquired.class);
			((Acquired) outcome).hold().close();
			application.input("again");
			application.awaitLine("Started LockedApplication");
			assertThat(this.pidFile).hasContent(Long.toString(application.pid()));
		}
	}

	@Test
	void failedRunnerKeepsTheLockUntilItsProcessEnds() {
		try (ApplicationProcess failed = launcher(FailingApplication.class).arguments("--fail-in=runner").start()) {
			failed.awaitLine("Failed, but alive");
			assertRefused(this.pidFile, failed);
			failed.input("end");
			assertThat(failed.awaitExit()).isZero();
			assertThat(this.pidFile).doesNotExist();
		}
	}

	private ApplicationLauncher launcher(Class<?> mainClass) {
		return Instances.of(mainClass).arguments("--worker-lifecycle.instance.pid-file=" + this.pidFile);
	}

	private static void assertRefused(Path pidFile, ApplicationProcess holder) {
		assertThat(challenger.go(pidFile).runs()).isFalse();
		assertThat(challenger.output()).contains("Another instance holds " + pidFile + " (pid " + holder.pid());
		assertThat(holder.isAlive()).isTrue();
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
