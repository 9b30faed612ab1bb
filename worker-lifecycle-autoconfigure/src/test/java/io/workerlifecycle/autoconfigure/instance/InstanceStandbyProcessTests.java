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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class InstanceStandbyProcessTests {

	private static final String WAIT = "--worker-lifecycle.instance.on-conflict=wait";

	@TempDir
	private Path directory;

	@Test
	void standbyThatIsToldToEndOrWaitedLongEnoughEndsAndHasTouchedNothing() throws IOException {
		Path pidFile = this.directory.resolve("orders.pid");
		try (ApplicationProcess first = Instances.started(Instances.on(pidFile))) {
			FileTime written = Files.getLastModifiedTime(pidFile);
			try (ApplicationProcess told = Instances.on(pidFile).arguments(WAIT).start();
					ApplicationProcess late = Instances.on(pidFile)
						.arguments(WAIT, "--worker-lifecycle.instance.wait-timeout=500ms")
						.start()) {
				told.awaitLine(
						"Waiting for " + pidFile + ", which another instance holds (pid " + first.pid() + ", since ");
				told.signal(Signal.TERM);
				assertThat(told.awaitExit()).isEqualTo(143);
				assertThat(told.output()).doesNotContain("Started ", "Exception");
				assertThat(late.awaitExit()).isEqualTo(75);
				assertThat(late.output()).containsSubsequence("it gives up after 500ms.",
						"Another instance holds " + pidFile + " (pid " + first.pid() + ", since ");
			}
			assertThat(pidFile).hasContent(Long.toString(first.pid()));
			assertThat(Files.getLastModifiedTime(pidFile)).isEqualTo(written);
		}
	}

	@Test
	void standbyTakesOverWhenTheOtherEndsInGoodOrder() {
		Path pidFile = this.directory.resolve("orders.pid");
		try (ApplicationProcess first = Instances.started(Instances.on(pidFile));
				ApplicationProcess standby = Instances.on(pidFile).arguments(WAIT).start()) {
			standby.awaitLine("Waiting for " + pidFile);
			first.signal(Signal.TERM);
			standby.awaitLine("Took over " + pidFile + " after waiting since ");
			standby.awaitLine("Started ");
			assertThat(first.awaitExit()).isEqualTo(143);
			assertThat(pidFile).hasContent(Long.toString(standby.pid()));
			standby.signal(Signal.TERM);
			assertThat(standby.awaitExit()).isEqualTo(143);
			assertThat(pidFile).doesNotExist();
		}
	}

	@Test
	void processesOfTwoPidNamespacesAreHeldApart() throws IOException, InterruptedException {
		Path pidFile = this.directory.resolve("orders.pid");
		ApplicationLauncher container = Instances.on(pidFile).javaHome(javaHomeInAPidNamespace());
		try (ApplicationProcess first = Instances.started(container)) {
			assertThat(pidFile).hasContent("1");
			try (ApplicationProcess elsewhere = container.start(); Contender outside = new Contender()) {
				assertThat(elsewhere.awaitExit()).isEqualTo(75);
				assertThat(elsewhere.output()).contains("Another instance holds " + pidFile
						+ ": holder not visible (other container), the PID file says pid 1, since ");
				assertThat(outside.go(pidFile).runs()).isFalse();
				assertThat(outside.output()).contains("Another instance holds " + pidFile).doesNotContain("(pid 1,");
			}
			assertThat(first.isAlive()).isTrue();
		}
	}

	private Path javaHomeInAPidNamespace() throws IOException, InterruptedException {
		Path java = this.directory.resolve("home/bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java, "#!/bin/sh\nexec unshare --pid --fork --kill-child --mount-proc -- '"
				+ System.getProperty("java.home") + "/bin/java' \"$@\"\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		boolean allowed = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start()
			.waitFor() == 0;
		assumeTrue(allowed, "no PID namespaces for this user");
		return this.directory.resolve("home");
	}

}
