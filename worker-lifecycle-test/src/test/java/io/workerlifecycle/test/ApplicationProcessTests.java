package io.workerlifecycle.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ApplicationProcessTests {

	@Test
	void lineIsFoundByTextAndByPattern() {
		try (ApplicationProcess echo = launcher().start()) {
			assertThat(echo.awaitLine("standard err")).isEqualTo("standard error");
			assertThat(echo.awaitLine(Pattern.compile("^arguments"))).startsWith("arguments");
		}
	}

	@Test
	void optionsArgumentsEnvironmentAndDirectoryReachTheApplication(@TempDir Path directory) {
		ApplicationLauncher launcher = launcher().jvmOptions("-Decho.option=o")
			.arguments("a", "b")
			.environment("ECHO_VARIABLE", "v")
			.workingDirectory(directory);
		try (ApplicationProcess echo = launcher.start()) {
			echo.awaitLine("Tomcat");
			assertThat(echo.output()).contains("arguments a,b", "option o", "variable v", "directory " + directory);
		}
	}

	@Test
	void exitCodeIsTheOneOfTheApplication() {
		try (ApplicationProcess echo = launcher().start()) {
			echo.input("42");
			assertThat(echo.awaitExit()).isEqualTo(42);
			assertThat(echo.isAlive()).isFalse();
		}
	}

	@Test
	void signalEndsTheProcess() {
		try (ApplicationProcess echo = launcher().start()) {
			echo.awaitLine("Tomcat");
			echo.signal(Signal.TERM);
			assertThat(echo.awaitExit()).isEqualTo(143);
		}
	}

	@Test
	void frozenProcessIsAliveAndGoesOnAfterCont() {
		try (ApplicationProcess echo = launcher().start()) {
			echo.awaitLine("Tomcat");
			echo.signal(Signal.STOP);
			echo.input("3");
			assertThat(echo.isAlive()).isTrue();
			echo.signal(Signal.CONT);
			assertThat(echo.awaitExit()).isEqualTo(3);
		}
	}

	@Test
	void requestsReachThePortThatTheApplicationTold() {
		try (ApplicationProcess echo = launcher().start()) {
			assertThat(echo.awaitHttp("/there", 200)).isEqualTo(new HttpReply(200, "GET"));
			assertThat(echo.get("/elsewhere").status()).isEqualTo(404);
			assertThat(echo.post("/there", "{}").body()).isEqualTo("POST{}");
		}
	}

	@Test
	void lineThatDoesNotComeFailsAtTheDeadlineWithTheOutput() {
		try (ApplicationProcess echo = launcher().deadline(Duration.ofSeconds(5)).start()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> echo.awaitLine("never"))
				.withMessageContaining("No line with \"never\" within PT5S")
				.withMessageContaining("standard error");
		}
	}

	@Test
	void lineThatCannotComeAnyMoreFailsAtTheEnd() {
		try (ApplicationProcess echo = launcher().start()) {
			echo.input("0");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> echo.awaitLine("never"))
				.withMessageContaining("before the output ended")
				.withMessageContaining("standard error");
		}
	}

	@Test
	void statusThatDoesNotComeFailsWithTheLastAnswer() {
		try (ApplicationProcess echo = launcher().deadline(Duration.ofSeconds(5)).start()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> echo.awaitHttp("/elsewhere", 200))
				.withMessageContaining("status=404");
		}
	}

	@Test
	void processThatDoesNotEndFailsAtTheDeadline() {
		try (ApplicationProcess echo = launcher().deadline(Duration.ofSeconds(2)).start()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(echo::awaitExit)
				.withMessageContaining("did not end within PT2S");
		}
	}

	@Test
	void closeEndsEvenAFrozenProcess() {
		ApplicationProcess echo = launcher().start();
		echo.signal(Signal.STOP);
		echo.close();
		assertThat(echo.isAlive()).isFalse();
	}

	@Test
	void jarIsStartedByItsPath(@TempDir Path directory) {
		try (ApplicationProcess missing = ApplicationProcess.ofJar(directory.resolve("missing.jar")).start()) {
			assertThat(missing.awaitExit()).isEqualTo(1);
			assertThat(missing.output()).contains("Unable to access jarfile " + directory.resolve("missing.jar"));
		}
	}

	@Test
	void javaOfAnotherInstallationIsUsed(@TempDir Path directory) throws IOException {
		Path java = Files.createDirectory(directory.resolve("bin")).resolve("java");
		Files.writeString(java, "#!/bin/sh\necho another installation\n");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		try (ApplicationProcess another = launcher().javaHome(directory).start()) {
			assertThat(another.awaitExit()).isZero();
			assertThat(another.output()).contains("another installation");
		}
	}

	@Test
	void javaThatIsNotThereCannotBeStarted(@TempDir Path directory) {
		// Where this process ignores signals, what is started is env, which is there.
		assumeThat(SignalDefaults.before(Path.of("/proc/self/status"))).isEmpty();
		ApplicationLauncher launcher = launcher().javaHome(directory);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(launcher::start)
			.withMessageContaining(directory.resolve("bin/java").toString());
	}

	private static ApplicationLauncher launcher() {
		return ApplicationProcess.ofMain(EchoApplication.class)
			.jvmOptions("-Xmx32m", "-Xshare:auto", "-XX:TieredStopAtLevel=1");
	}

}
