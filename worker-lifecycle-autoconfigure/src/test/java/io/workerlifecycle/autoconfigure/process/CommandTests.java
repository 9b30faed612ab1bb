package io.workerlifecycle.autoconfigure.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class CommandTests {

	@Test
	void lineWithoutACommandStartsInTheForeground() {
		assertThat(Command.of()).isEqualTo(new Command.Foreground());
		assertThat(Command.of("--server.port=0", "run")).isEqualTo(new Command.Foreground());
	}

	@ParameterizedTest
	@EnumSource
	void commandsOnTheInstanceAreNamedByTheirWord(ControlAction action) {
		assertThat(Command.of("--worker-lifecycle.command=" + action.word())).isEqualTo(new Command.Control(action));
	}

	@Test
	void runNamesItsJob() {
		assertThat(Command.of("--worker-lifecycle.job=report", "--worker-lifecycle.command=run"))
			.isEqualTo(new Command.Run("report"));
	}

	@Test
	void optionsMayBeSpelledRelaxed() {
		assertThat(Command.of("--workerLifecycle.command=run", "--workerLifecycle.job=report"))
			.isEqualTo(new Command.Run("report"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "=Stop", "=RUN", "=", "", "=run,run" })
	void anythingElseIsRefusedWithTheCommandsThereAre(String value) {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.command" + value))
			.satisfies((ex) -> assertThat(ex.analysis().getAction())
				.contains("start, stop, restart, status, reload, run"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--other", "--worker-lifecycle.job=", "--worker-lifecycle.job" })
	void runWithoutAJobIsRefused(String more) {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.command=run", more))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("--worker-lifecycle.job=<name>"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--other", "--worker-lifecycle.command=start", "--worker-lifecycle.command=stop" })
	void jobWithoutRunIsRefused(String other) {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.job=report", other))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("--worker-lifecycle.command=run"));
	}

}
