package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.autoconfigure.process.ControlAction;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Commands on real instances.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ControlProcessTests {

	@TempDir
	private Path directory;

	private Instances instances;

	@BeforeEach
	void begin() {
		this.instances = new Instances(this.directory);
	}

	@AfterEach
	void leaveNothingBehind() throws Exception {
		this.instances.close();
	}

	@Test
	void instanceInTheBackgroundIsStartedRestartedAndStopped() throws IOException {
		assertThat(commanded("start", 0))
			.isEqualTo("Started, pid " + this.instances.pid() + ". Console output: " + this.instances.pidFile + ".out");
		long first = this.instances.pid();
		assertThat(sessionOf(first)).isEqualTo(first);
		assertThat(Path.of("/proc/" + first + "/fd/0").toRealPath()).isEqualTo(Path.of("/dev/null"));
		assertThat(commanded("start", 75)).contains("Another instance holds", "pid " + first);
		assertThat(this.instances.obey(ControlAction.STATUS)).isZero();
		assertThat(this.instances.text()).contains("Running", "pid: " + first, "state: READY");
		assertThat(commanded("restart", 0)).contains("Stopped, pid " + first, "Started, pid ");
		long second = this.instances.pid();
		assertThat(second).isNotEqualTo(first);
		assertThat(commanded("stop", 0)).isEqualTo("Stopped, pid " + second);
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("orders.pid.lock", "orders.pid.out");
		assertThat(commanded("status", 3)).isEqualTo("Not running");
	}

	@Test
	void killedInstanceIsDeadUntilSomebodyTidiesUp() throws IOException {
		try (ApplicationProcess instance = this.instances.foreground()) {
			instance.signal(Signal.KILL);
			instance.awaitExit();
		}
		assertThat(this.instances.obey(ControlAction.STATUS)).isEqualTo(1);
		assertThat(this.instances.obey(ControlAction.RELOAD)).isEqualTo(7);
		assertThat(this.instances.obey(ControlAction.STOP)).isZero();
		assertThat(this.instances.text()).isEqualTo("Not running");
		assertThat(this.directory.toFile().list()).containsExactly("orders.pid.lock");
		assertThat(this.instances.obey(ControlAction.STATUS)).isEqualTo(3);
	}

	@Test
	void strangerThatAPidFileNamesIsLeftAlone() throws Exception {
		Process stranger = new ProcessBuilder("sleep", "600").start();
		try {
			Files.writeString(this.instances.pidFile, Long.toString(stranger.pid()));
			assertThat(this.instances.obey(ControlAction.STOP)).isZero();
			try (ApplicationProcess instance = this.instances.foreground()) {
				Files.writeString(this.instances.pidFile, Long.toString(stranger.pid()));
				assertThat(this.instances.obey(ControlAction.STOP)).as(this.instances::text).isZero();
				assertThat(this.instances.text()).isEqualTo("Stopped, pid " + instance.pid());
				assertThat(instance.awaitExit()).isEqualTo(143);
			}
			assertThat(stranger.isAlive()).isTrue();
		}
		finally {
			stranger.destroyForcibly().waitFor();
		}
	}

	@Test
	void instanceThatDoesNotListenIsKilled() throws IOException {
		try (ApplicationProcess instance = this.instances.foreground()) {
			awaitReady();
			instance.signal(Signal.STOP);
			assertThat(this.instances.stop(Duration.ofMillis(200))).isEqualTo(ControlEnd.DONE);
			assertThat(this.instances.text()).containsSubsequence("sending a second SIGTERM", "sending SIGKILL",
					"Stopped by SIGKILL, pid " + instance.pid());
			assertThat(instance.awaitExit()).isEqualTo(137);
		}
		assertThat(this.directory.toFile().list()).containsExactly("orders.pid.lock");
	}

	@Test
	void instanceWhoseEndHangsIsForced() throws IOException {
		try (ApplicationProcess instance = this.instances.foreground("--mode=hanging")) {
			assertThat(this.instances.stop(Duration.ofMillis(200))).isEqualTo(ControlEnd.DONE);
			assertThat(this.instances.text()).containsSubsequence("sending a second SIGTERM",
					"Stopped by a second SIGTERM, pid " + instance.pid());
			assertThat(instance.awaitExit()).isEqualTo(143);
			assertThat(instance.output()).contains("Never ending");
		}
	}

	@Test
	void startThatFailsEndsWithItsCodeAndShowsWhy() throws IOException {
		Files.writeString(Path.of(this.instances.pidFile + ".out"), "Of another time\n");
		assertThat(this.instances.start("--mode=failing")).isEqualTo(ControlledProgram.FAILURE_CODE);
		assertThat(this.instances.text())
			.contains("The start ended with exit code 42", "APPLICATION FAILED TO START", "There is no paper.")
			.doesNotContain("Of another time");
		assertThat(this.instances.obey(ControlAction.STATUS)).isEqualTo(3);
	}

	@Test
	void reloadTellsWhatCameOfIt() throws IOException {
		configure("worker-lifecycle.workers.loop.stop-timeout: 5s");
		try (ApplicationProcess instance = this.instances.foreground()) {
			awaitReady();
			configure("worker-lifecycle.workers.loop.stop-timeout: 6s");
			assertThat(this.instances.obey(ControlAction.RELOAD)).as(this.instances::text).isZero();
			assertThat(this.instances.text()).isEqualTo("Reload APPLIED");
			configure("worker-lifecycle.workers.loop.stop-timeout: soon");
			assertThat(this.instances.obey(ControlAction.RELOAD)).isEqualTo(1);
			assertThat(this.instances.text()).startsWith("Reload REFUSED, the old configuration holds: ")
				.contains("stop-timeout", "soon", "application.yml");
			assertThat(this.instances.obey(ControlAction.STATUS)).isZero();
			assertThat(this.instances.text()).contains("state: READY", "reload: REFUSED at ", "soon");
			assertThat(instance.isAlive()).isTrue();
		}
	}

	@Test
	void toolsOfTheSystemTakeThePidFile() throws Exception {
		assumeTrue(isThere("start-stop-daemon") && isThere("pkill"), "start-stop-daemon and pkill are there");
		try (ApplicationProcess instance = this.instances.foreground()) {
			String pidFile = this.instances.pidFile.toString();
			assertThat(run("start-stop-daemon", "--status", "--pidfile", pidFile)).isZero();
			assertThat(run("pkill", "-0", "-F", pidFile)).isZero();
			assertThat(run("start-stop-daemon", "--stop", "--pidfile", pidFile, "--retry", "TERM/30")).isZero();
			assertThat(instance.awaitExit()).isEqualTo(143);
			assertThat(run("start-stop-daemon", "--status", "--pidfile", pidFile)).isEqualTo(3);
		}
	}

	/**
	 * It has said so, and which signal it takes; a kill leaves no half of that behind.
	 */
	private void awaitReady() {
		await().until(this::status, (status) -> status.contains("state: READY"));
	}

	private String status() {
		this.instances.obey(ControlAction.STATUS);
		return this.instances.text();
	}

	private String commanded(String command, int code) {
		try (ApplicationProcess process = this.instances.commanded(command)) {
			assertThat(process.awaitExit()).as(process::output).isEqualTo(code);
			return process.output();
		}
	}

	private void configure(String line) throws IOException {
		Files.writeString(this.instances.configuration, line + "\n");
	}

	private static long sessionOf(long pid) throws IOException {
		String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
		return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
	}

	private static boolean isThere(String program) throws Exception {
		return run("sh", "-c", "command -v " + program) == 0;
	}

	private static int run(String... command) throws IOException, InterruptedException {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

}
