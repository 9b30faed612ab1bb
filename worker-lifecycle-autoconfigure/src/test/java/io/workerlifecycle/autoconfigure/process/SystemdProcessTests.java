package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs that tell systemd of themselves.
 */
@EnabledOnOs(OS.LINUX)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SystemdProcessTests {

	@TempDir
	private Path directory;

	@Test
	void programTellsOfItsStartItsReloadItsStallAndItsStop() throws IOException {
		Path path = this.directory.resolve("notify");
		try (ServiceManagerSocket systemd = ServiceManagerSocket.at(path);
				ApplicationProcess process = launcher(path.toString()).environment("WATCHDOG_USEC", "100000").start()) {
			assertThat(systemd.await("EXTEND_TIMEOUT_USEC="))
				.isEqualTo("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=starting");
			systemd.awaitText("STATUS=workers running 1 of 2, waiting for 'slow'");
			process.input("starting");
			assertThat(systemd.await("READY=1")).isEqualTo("READY=1\nSTATUS=workers running 2 of 2");
			systemd.await("WATCHDOG=1");
			process.signal(Signal.HUP);
			assertThat(systemd.await("RELOADING=1")).matches("RELOADING=1\nMONOTONIC_USEC=\\d+\nSTATUS=reloading");
			process.input("reloading");
			systemd.await("READY=1");
			stall(process, systemd);
			process.signal(Signal.TERM);
			assertThat(systemd.await("STOPPING=1")).isEqualTo("STOPPING=1\nSTATUS=stopping");
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).doesNotContain("systemd cannot be told");
		}
	}

	@Test
	void brokenSocketIsOneWarning() {
		try (ApplicationProcess process = launcher(this.directory.resolve("none").toString()).start()) {
			process.input("starting");
			process.awaitLine(Pattern.compile(
					"WARN .*systemd cannot be told of this service at the socket that " + "NOTIFY_SOCKET names: "));
			process.awaitLine("Worker 'slow' (incarnation 1) is running");
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).containsOnlyOnce("systemd cannot be told");
		}
	}

	private static void stall(ApplicationProcess process, ServiceManagerSocket systemd) {
		process.input("stall");
		process.awaitLine(Pattern.compile("WARN .*systemd gets no WATCHDOG=1 and will end the process, since critical "
				+ "workers do not go on: 'busy'"));
		process.signal(Signal.HUP);
		systemd.await("RELOADING=1");
		int stalled = systemd.notices().size();
		systemd.await("READY=1");
		assertThat(systemd.notices().subList(stalled, systemd.notices().size())).doesNotContain("WATCHDOG=1");
		process.input("go on");
		systemd.await("WATCHDOG=1");
	}

	private static ApplicationLauncher launcher(String socket) {
		return ProcessProgram.launcher(SignalsProgram.class)
			.environment("NOTIFY_SOCKET", socket)
			.arguments("--hold=starting", "--hold=reloading", "--worker-lifecycle.workers.slow.critical=true",
					"--worker-lifecycle.workers.busy.critical=true",
					"--worker-lifecycle.workers.busy.stall-timeout=300ms", "--worker-lifecycle.reload.signal=HUP")
			.deadline(Duration.ofSeconds(35));
	}

}
