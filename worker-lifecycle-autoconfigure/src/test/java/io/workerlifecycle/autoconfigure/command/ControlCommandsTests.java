package io.workerlifecycle.autoconfigure.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.process.ControlAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ControlCommandsTests {

	private static final Supervision NOBODY = new Supervision(Map.of(), 4711);

	private final List<String> said = new ArrayList<>();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void withoutAPidFileEveryCommandIsRefused(ControlAction action) {
		assertThat(obey(action, new MockEnvironment(), NOBODY)).isEqualTo((action == ControlAction.STATUS) ? 4 : 1);
		assertThat(this.said.get(0)).contains(action.word(), "worker-lifecycle.instance.pid-file is not set");
	}

	@ParameterizedTest
	@CsvSource({ "START, NOTIFY_SOCKET", "STOP, INVOCATION_ID", "RESTART, INVOCATION_ID" })
	void underSystemdNothingIsStartedOrStopped(ControlAction action, String variable) {
		assertThat(obey(action, environment(), new Supervision(Map.of(variable, "x"), 4711))).isEqualTo(1);
		assertThat(this.said.get(0)).contains("under systemd", variable + " is set", "Use systemctl",
				"env -u " + variable);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void underSystemdTheStatusMayBeAsked() {
		assertThat(obey(ControlAction.STATUS, environment(), new Supervision(Map.of("INVOCATION_ID", "x"), 4711)))
			.isEqualTo(3);
	}

	@Test
	void asProcessOneNothingIsStarted() {
		assertThat(obey(ControlAction.START, environment(), new Supervision(Map.of(), 1))).isEqualTo(1);
		assertThat(this.said.get(0)).contains("process 1 of a container");
	}

	@Test
	void emptyVariablesDoNotCount() {
		assertThat(new Supervision(Map.of("INVOCATION_ID", ""), 4711).refusal(ControlAction.STOP)).isNull();
	}

	@Test
	void statusOfNobodyTouchesNothing() {
		assertThat(obey(ControlAction.STATUS, environment(), NOBODY)).isEqualTo(3);
		assertThat(obey(ControlAction.STOP, environment(), NOBODY)).isZero();
		assertThat(obey(ControlAction.RELOAD, environment(), NOBODY)).isEqualTo(7);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void startAsksForTheDirectoryOfThePidFile() throws Exception {
		Files.delete(this.directory);
		assertThat(obey(ControlAction.START, environment(), NOBODY)).isEqualTo(1);
		assertThat(this.said).singleElement()
			.isEqualTo("The directory " + this.directory + " of the PID file does not exist. Create it, the output of "
					+ "the instance goes there too.");
	}

	@Test
	void whatCannotBeToldIsNoAnswer() throws Exception {
		Files.createDirectory(this.directory.resolve("orders.pid.lock"));
		assertThat(obey(ControlAction.STATUS, environment(), NOBODY)).isEqualTo(4);
		assertThat(obey(ControlAction.STOP, environment(), NOBODY)).isEqualTo(1);
	}

	@Test
	void zombieHasEnded() throws Exception {
		Process parent = new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 600").start();
		try {
			long pid = Long.parseLong(parent.inputReader().readLine());
			ProcessHandle zombie = ProcessHandle.of(pid).orElseThrow();
			// As long as it is a shell it would bury its child.
			while (!parent.info().command().orElse("").endsWith("sleep")) {
				Thread.onSpinWait();
			}
			parent.getOutputStream().close();
			HolderProcess process = new HolderProcess(zombie, this.directory);
			while (!process.hasEnded()) {
				Thread.onSpinWait();
			}
			assertThat(zombie.isAlive()).isTrue();
		}
		finally {
			parent.destroyForcibly().waitFor();
		}
	}

	private MockEnvironment environment() {
		return new MockEnvironment().withProperty("worker-lifecycle.instance.pid-file",
				this.directory.resolve("orders.pid").toString());
	}

	private int obey(ControlAction action, MockEnvironment environment, Supervision supervision) {
		return new ControlCommands(environment, List.of(), supervision,
				new CommandOutput(this.said::add, this.said::add))
			.obey(action);
	}

}
