package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application wants of the signals, by its properties and by where it was
 * started.
 */
@Timeout(60)
class SignalPlanTests {

	private static final SignalPlan NOTHING = new SignalPlan(SecondSignal.IGNORE, ReloadSignal.NONE);

	private final MockEnvironment environment = new MockEnvironment();

	@TempDir
	private Path directory;

	private Terminal none;

	private Terminal interactive;

	@BeforeEach
	void makeTerminals() throws IOException {
		this.none = terminal("4711 (java) S 4700 4711 4711 0 -1 4194304 1");
		this.interactive = terminal("4711 (a (b) c) S 4700 4711 4700 34816 4711 4194304 1");
	}

	@AfterEach
	void noAheadOfTimeProcessing() {
		System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
	}

	@Test
	void secondSignalHaltsAndHupReloadsByDefault() {
		assertThat(plan(this.none)).isEqualTo(new SignalPlan(SecondSignal.HALT, ReloadSignal.HUP));
	}

	@Test
	void nothingReloadsAtAnInteractiveTerminal() {
		assertThat(plan(this.interactive)).isEqualTo(new SignalPlan(SecondSignal.HALT, ReloadSignal.NONE));
	}

	@Test
	void signalThatIsSetReloadsAtAnInteractiveTerminalToo() {
		this.environment.setProperty("worker-lifecycle.reload.signal", "HUP");
		assertThat(plan(this.interactive).reload()).isEqualTo(ReloadSignal.HUP);
	}

	@Test
	void programInTheBackgroundOfATerminalReloads() throws IOException {
		assertThat(plan(terminal("4711 (java) S 4700 4711 4700 34816 4700 4194304 1")).reload())
			.isEqualTo(ReloadSignal.HUP);
	}

	@Test
	void systemThatDoesNotTellOfTerminalsIsAskedForItsConsole() {
		boolean console = new Terminal(this.directory.resolve("none")).isInteractive();
		// A test has none, or a build tool has redirected it.
		assertThat(console).isFalse();
	}

	@Test
	void propertiesDecide() {
		this.environment.setProperty("worker-lifecycle.reload.signal", "usr1");
		this.environment.setProperty("worker-lifecycle.shutdown.second-signal", "ignore");
		assertThat(plan(this.none)).isEqualTo(new SignalPlan(SecondSignal.IGNORE, ReloadSignal.USR1));
	}

	@Test
	void valueThatThereIsNotIsAnError() {
		this.environment.setProperty("worker-lifecycle.shutdown.second-signal", "kill");
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> plan(this.none))
			.withMessageContaining("worker-lifecycle.shutdown.second-signal");
	}

	@Test
	void nothingIsWantedWhereThereIsNothingOfOurs() {
		this.environment.setProperty("worker-lifecycle.enabled", "false");
		assertThat(plan(this.none)).isEqualTo(NOTHING);
	}

	@Test
	void nothingIsWantedForAheadOfTimeProcessing() {
		System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
		assertThat(plan(this.none)).isEqualTo(NOTHING);
	}

	@Test
	void nothingIsWantedForTheBootstrapContextOfSpringCloud() {
		this.environment.getPropertySources().addFirst(new MockPropertySource("bootstrap"));
		assertThat(plan(this.none)).isEqualTo(NOTHING);
	}

	private SignalPlan plan(Terminal terminal) {
		return SignalPlan.of(this.environment, terminal);
	}

	private Terminal terminal(String stat) throws IOException {
		return new Terminal(Files.writeString(Files.createTempFile(this.directory, "stat", ""), stat));
	}

}
