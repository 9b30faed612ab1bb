package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class InstanceLockRaceTests {

	private static final int INSTANCES = 20;

	private static final Pattern DECIDED = Pattern.compile("Started |APPLICATION FAILED");

	@TempDir
	private Path directory;

	@Test
	void exactlyOneOfTwentyRuns() {
		race(this.directory.resolve("orders.pid")).close();
	}

	@Tag("soak")
	@RepeatedTest(5)
	void exactlyOneOfTwentyRunsAfterEachKill() {
		Path pidFile = this.directory.resolve("orders.pid");
		for (int round = 0; round < 5; round++) {
			try (ApplicationProcess winner = race(pidFile)) {
				winner.signal(Signal.KILL);
				winner.awaitExit();
			}
		}
	}

	private static ApplicationProcess race(Path pidFile) {
		ApplicationLauncher launcher = Instances.on(pidFile).jvmOptions("-Dtest.gate=true");
		List<ApplicationProcess> instances = IntStream.range(0, INSTANCES)
			.mapToObj((number) -> launcher.start())
			.toList();
		List<ApplicationProcess> losers = new ArrayList<>(instances);
		try {
			instances.forEach((instance) -> instance.awaitLine("At the gate"));
			instances.forEach((instance) -> instance.input("go"));
			instances.forEach((instance) -> instance.awaitLine(DECIDED));
			List<ApplicationProcess> winners = instances.stream().filter((instance) -> started(instance)).toList();
			assertThat(winners).hasSize(1);
			losers.remove(winners.get(0));
			losers.forEach((loser) -> assertRefused(loser, winners.get(0)));
			assertThat(pidFile).hasContent(Long.toString(winners.get(0).pid()));
			return winners.get(0);
		}
		catch (AssertionError ex) {
			instances.forEach(ApplicationProcess::close);
			throw ex;
		}
		finally {
			losers.forEach(ApplicationProcess::close);
		}
	}

	private static boolean started(ApplicationProcess instance) {
		return instance.output().contains("Started ");
	}

	private static void assertRefused(ApplicationProcess loser, ApplicationProcess winner) {
		assertThat(loser.awaitExit()).as(loser::output).isEqualTo(75);
		assertThat(loser.output()).contains("(pid " + winner.pid() + ", since ");
	}

}
