package io.workerlifecycle.autoconfigure.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class CommandTests {

	@Test
	void lineWithoutACommandStarts() {
		assertThat(Command.of()).isEqualTo(new Command.Start());
		assertThat(Command.of("--server.port=0", "run")).isEqualTo(new Command.Start());
	}

	@Test
	void startStarts() {
		assertThat(Command.of("--worker-lifecycle.command=start")).isEqualTo(new Command.Start());
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
	@ValueSource(strings = { "=stop", "=RUN", "=", "", "=run,run" })
	void anythingElseIsRefusedWithTheCommandsThereAre(String value) {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.command" + value))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("start, run"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--other", "--worker-lifecycle.job=", "--worker-lifecycle.job" })
	void runWithoutAJobIsRefused(String more) {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.command=run", more))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("--worker-lifecycle.job=<name>"));
	}

	@Test
	void jobWithoutRunIsRefused() {
		assertThatExceptionOfType(InvalidCommandException.class)
			.isThrownBy(() -> Command.of("--worker-lifecycle.job=report"))
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("--worker-lifecycle.command=run"));
	}

}
