package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signals to programs, in the moments of their lives. A wait of the stop may take the
 * budget of 25 seconds, and no longer.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SignalProcessTests {

	private static final String RELOAD = "Reload by SIGNAL on worker-lifecycle-reload with a class loader";

	@TempDir
	private Path directory;

	private Path pidFile;

	@BeforeEach
	void namePidFile() {
		this.pidFile = this.directory.resolve("app.pid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "environment", "beans", "reloading" })
	void programThatIsTerminatedInAMomentEndsInGoodOrder(String moment) {
		try (ApplicationProcess process = launcher("--hold=" + moment, "--worker-lifecycle.reload.signal=HUP")
			.start()) {
			if (moment.equals("reloading")) {
				process.awaitLine("The program runs");
				process.signal(Signal.HUP);
			}
			process.awaitLine("Moment: " + moment);
			assertThat(this.pidFile).exists();
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThatNothingIsLeft();
			assertThat(process.output()).doesNotContain("A second signal");
		}
	}

	@Test
	void programUnderLoadThatIsInterruptedEndsInGoodOrderAndLoadedNothingForSystemd() throws IOException {
		Path classes = this.directory.resolve("classes.log");
		try (ApplicationProcess process = launcher().jvmOptions("-Xlog:class+load:file=" + classes).start()) {
			process.awaitLine("The program runs");
			process.signal(Signal.INT);
			assertThat(process.awaitExit()).isEqualTo(130);
			assertThat(process.output()).contains("Drain report:", "worker 'busy' finished")
				.doesNotContain("A second signal");
			assertThatNothingIsLeft();
		}
		assertThat(Files.readAllLines(classes)).anyMatch((line) -> line.contains("process.ServiceListener "))
			.noneMatch((line) -> line.contains("com.sun.jna") || line.contains("process.ServiceNotices "));
	}

	@Test
	void watchOfTheConfigurationBesideThePidFileLeavesItsLockAlone() throws IOException {
		Path configuration = Files.writeString(this.directory.resolve("application.yml"), "greeting: 1");
		try (ApplicationProcess process = launcher("--worker-lifecycle.reload.watch=true")
			.workingDirectory(this.directory)
			.start()) {
			process.awaitLine("The program runs");
			Files.writeString(configuration, "greeting: 2");
			process.awaitLine("Reloaded by watch");
			try (ApplicationProcess second = launcher().start()) {
				assertThat(second.awaitExit()).isEqualTo(75);
			}
		}
	}

	@Test
	void signalsToReloadHarmInNoMomentAndASecondOneToStopEndsAtOnceAndSaysWhatItCuts() {
		try (ApplicationProcess process = launcher("--hold=environment", "--hold=beans", "--hold=starting",
				"--hold=reloading", "--hold=stopping", "--worker-lifecycle.reload.signal=HUP")
			.start()) {
			for (String moment : new String[] { "environment", "beans", "starting" }) {
				process.awaitLine("Moment: " + moment);
				process.signal(Signal.HUP);
				process.input(moment);
			}
			process.awaitLine("Moment: reloading");
			assertThat(process.output()).containsOnlyOnce(RELOAD);
			process.signal(Signal.HUP);
			process.input("reloading");
			process.awaitLine("Worker 'slow' (incarnation 1) is running");
			process.signal(Signal.TERM);
			process.awaitLine("Moment: stopping");
			process.signal(Signal.HUP);
			process.awaitLine("SIGHUP has come, and nothing is reloaded, since the application closes");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).contains("A second signal, SIGTERM, ends the process at once with exit code "
					+ "143. This cuts off worker 'slow' (STOPPING).");
			assertThat(process.output()).doesNotContain("Drain report:");
			assertThatNothingIsLeft();
		}
	}

	@Test
	void underNohupAWarningTellsThatTheSignalDoesNotReload() throws IOException {
		try (ApplicationProcess process = launcher().javaHome(under("exec nohup")).start()) {
			process
				.awaitLine(Pattern.compile("WARN .*SIGHUP does not reload, since it was ignored when the process was "
						+ "started, as under nohup\\. To reload, use the endpoint reload or "
						+ "worker-lifecycle\\.reload\\.watch=true, or set worker-lifecycle\\.reload\\.signal=USR1\\."));
			process.awaitLine("The program runs");
			process.signal(Signal.HUP);
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).contains("Drain report:").doesNotContain("Reload by");
		}
	}

	@Test
	void underXrsAWarningTellsThatNoSignalDoesWhatItShould() {
		try (ApplicationProcess process = launcher("--worker-lifecycle.reload.signal=USR1").jvmOptions("-Xrs")
			.start()) {
			process
				.awaitLine(Pattern.compile("WARN .*SIGTERM and SIGINT end the process at once, without a stop in good "
						+ "order, since the JVM leaves signals to the operating system, as under -Xrs\\. "
						+ "SIGUSR1 ends the process, and does not reload, since "));
			process.awaitLine("The program runs");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).doesNotContain("Drain report:");
		}
	}

	private ApplicationLauncher launcher(String... arguments) {
		return ProcessProgram.launcher(SignalsProgram.class)
			.arguments("--worker-lifecycle.instance.pid-file=" + this.pidFile)
			.arguments(arguments)
			.deadline(Duration.ofSeconds(35));
	}

	/** The Java of this process, started by another command. */
	private Path under(String command) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		Path script = Files.createDirectory(this.directory.resolve("bin")).resolve("java");
		Files.createFile(script, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.write(script, Arrays.asList("#!/bin/sh", command + " " + java + " \"$@\""));
		return this.directory;
	}

	private void assertThatNothingIsLeft() {
		assertThat(this.pidFile).doesNotExist();
		LockOutcome outcome = new InstanceLock(this.pidFile).tryAcquire();
		assertThat(outcome).isInstanceOf(Acquired.class);
		((Acquired) outcome).hold().close();
	}

}
