package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.HttpReply;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Programs with a web server.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WebProcessTests {

	@TempDir
	private Path directory;

	@Test
	void requestInFlightFinishesAfterTheWorkersHaveStopped() {
		try (ApplicationProcess process = launcher()
			.arguments("--server.port=0", "--server.shutdown=graceful",
					"--logging.level.org.springframework.boot.tomcat=info")
			.start()) {
			process.port();
			CompletableFuture<HttpReply> reply = CompletableFuture.supplyAsync(() -> process.get("/slow"));
			process.awaitLine("The request begins");
			process.signal(Signal.TERM);
			process.awaitLine("The worker has ended");
			process.awaitLine("Commencing graceful shutdown");
			assertThat(reply).isNotDone();
			process.input("finish");
			assertThat(reply.join()).isEqualTo(new HttpReply(200, "the whole answer"));
			assertThat(process.awaitExit()).isEqualTo(143);
			assertThat(process.output()).contains("Graceful shutdown complete");
		}
	}

	@Test
	void portInUseIsToldAndTheLockIsGivenBack() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertFailed(launcher().arguments("--server.port=" + taken.getLocalPort()),
					"Port " + taken.getLocalPort() + " was already in use.");
		}
	}

	@Test
	void privilegedPortIsToldAndTheLockIsGivenBack() throws IOException, InterruptedException {
		Path java = this.directory.resolve("home/bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java, "#!/bin/sh\nexec setpriv --bounding-set -net_bind_service "
				+ "--inh-caps -net_bind_service -- '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		Path unprivileged = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
		assumeTrue(Files.exists(unprivileged) && Integer.parseInt(Files.readAllLines(unprivileged).get(0)) > 1);
		assumeTrue(new ProcessBuilder(java.toString(), "-version").start().waitFor() == 0, "no setpriv for this user");
		assertFailed(launcher().javaHome(this.directory.resolve("home")).arguments("--server.port=1"),
				"The web server cannot listen on server.address *, server.port 1: Permission denied.");
	}

	@Test
	void addressOfAnotherHostIsToldAndTheLockIsGivenBack() {
		assertFailed(launcher().arguments("--server.port=0", "--server.address=192.0.2.1"),
				"The web server cannot listen on server.address 192.0.2.1, server.port 0: Cannot assign requested address.");
	}

	private ApplicationLauncher launcher() {
		return ProcessProgram.launcher(WebProgram.class).arguments("--worker-lifecycle.instance.pid-file=" + pidFile());
	}

	private Path pidFile() {
		return this.directory.resolve("orders.pid");
	}

	private void assertFailed(ApplicationLauncher launcher, String text) {
		try (ApplicationProcess failed = launcher.start()) {
			assertThat(failed.awaitExit()).as(failed::output).isEqualTo(1);
			assertThat(failed.output()).contains("APPLICATION FAILED TO START", text);
		}
		assertThat(pidFile()).doesNotExist();
		LockOutcome outcome = new InstanceLock(pidFile()).tryAcquire();
		assertThat(outcome).isInstanceOf(Acquired.class);
		((Acquired) outcome).hold().close();
	}

}
