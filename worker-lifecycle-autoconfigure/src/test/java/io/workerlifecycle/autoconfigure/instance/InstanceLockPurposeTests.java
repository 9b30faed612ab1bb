package io.workerlifecycle.autoconfigure.instance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that are for something else than to run take no lock, and are not in conflict
 * with an instance that runs, which these tests play. A restart of the developer tools is
 * the same run.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InstanceLockPurposeTests {

	@TempDir
	private Path directory;

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
		try (LockHold hold = hold();
				ApplicationProcess processing = Instances
					.started(Instances.on(pidFile()).jvmOptions("-Dspring.aot.processing=true"))) {
			assertThat(hold).isNotNull();
			assertThat(processing.isAlive()).isTrue();
			assertThat(pidFile()).doesNotExist();
		}
	}

	/** As each run that trains a cache for class data or ahead-of-time code. */
	@Test
	void nothingIsLockedInARunThatEndsAfterRefresh() {
		ApplicationLauncher launcher = Instances.on(pidFile()).jvmOptions("-Dspring.context.exit=onRefresh");
		try (LockHold hold = hold(); ApplicationProcess training = launcher.start()) {
			assertThat(hold).isNotNull();
			assertThat(training.awaitExit()).as(training::output).isZero();
			assertThat(pidFile()).doesNotExist();
		}
	}

	@Test
	void restartOfTheDeveloperToolsKeepsTheLockAndIsNotInConflictWithItself() throws IOException {
		ApplicationLauncher launcher = ApplicationProcess.ofJar(jarWithDeveloperTools())
			.arguments("--worker-lifecycle.instance.pid-file=" + pidFile(), "--logging.level.root=warn",
					"--logging.level.io.workerlifecycle=info");
		try (ApplicationProcess application = launcher.start()) {
			assertThat(application.awaitLine("Start 1 by ")).contains("RestartClassLoader");
			FileTime written = Files.getLastModifiedTime(pidFile());
			application.input("restart");
			application.awaitLine("Start 2 by ");
			assertThat(pidFile()).hasContent(Long.toString(application.pid()));
			assertThat(Files.getLastModifiedTime(pidFile())).isEqualTo(written);
			application.signal(Signal.TERM);
			assertThat(application.awaitExit()).isEqualTo(143);
			assertThat(pidFile()).doesNotExist();
		}
	}

	private Path pidFile() {
		return this.directory.resolve("orders.pid");
	}

	private LockHold hold() {
		return ((Acquired) new InstanceLock(pidFile()).tryAcquire()).hold();
	}

	/**
	 * The class path of this test and the developer tools, which would restart every
	 * other test if they were on it.
	 */
	private Path jarWithDeveloperTools() throws IOException {
		Path tools = Path.of("target", "devtools", "spring-boot-devtools.jar");
		String path = System.getProperty("java.class.path") + File.pathSeparator + tools;
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, DevToolsApplication.class.getName());
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH,
					Stream.of(path.split(File.pathSeparator))
						.map((element) -> Path.of(element).toUri().toString())
						.collect(Collectors.joining(" ")));
		Path jar = this.directory.resolve("application.jar");
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
		return jar;
	}

}
