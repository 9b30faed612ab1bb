package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Holds the files in {@code docs/deploy} to the defaults of the code.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DeploymentFilesTests {

	private static final Duration REST = Duration.ofSeconds(5);

	private final Duration budget = ShutdownBudget.of(new MockEnvironment());

	private final Path directory = Path.of("..", "docs", "deploy");

	@Test
	void systemdWaitsForBudgetAndAPhaseOfOthers() throws IOException {
		Duration stop = this.budget.plus(ProcessAutoConfiguration.PHASE_TIMEOUT).plus(REST);
		assertThat(unit()).contains("TimeoutStopSec=" + stop.toSeconds());
	}

	@Test
	void systemdKnowsTheExitCodesAndTheSignalOfTheReload() throws IOException {
		assertThat(unit()).contains("Type=notify", "SuccessExitStatus=" + StopSignal.TERM.exitCode(),
				"RestartPreventExitStatus=75", "ExecReload=/bin/kill -HUP $MAINPID");
	}

	@Test
	void systemdFindsNoFaultInTheUnit() throws IOException, InterruptedException {
		Path analyze = Path.of("/usr/bin/systemd-analyze");
		assumeThat(analyze).isExecutable();
		Process process = new ProcessBuilder(analyze.toString(), "verify", file("orders.service").toString())
			.redirectErrorStream(true)
			.start();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
		assertThat(process.waitFor()).isZero();
	}

	@Test
	void kubernetesWaitsForItsSleepForBudgetAndAPhaseOfOthers() throws IOException {
		Map<?, ?> pod = map(map(map(document("Deployment"), "spec"), "template"), "spec");
		Map<?, ?> container = (Map<?, ?>) ((List<?>) at(pod, "containers")).get(0);
		int sleep = (int) at(map(map(map(container, "lifecycle"), "preStop"), "sleep"), "seconds");
		Duration grace = this.budget.plus(ProcessAutoConfiguration.PHASE_TIMEOUT).plus(REST).plusSeconds(sleep);
		assertThat(at(pod, "terminationGracePeriodSeconds")).isEqualTo((int) grace.toSeconds());
	}

	@Test
	void kubernetesWaitsForTheBudgetOfOneRun() throws IOException {
		Map<?, ?> job = map(map(map(document("CronJob"), "spec"), "jobTemplate"), "spec");
		Map<?, ?> pod = map(map(job, "template"), "spec");
		assertThat(at(pod, "terminationGracePeriodSeconds")).isEqualTo((int) this.budget.plus(REST).toSeconds());
	}

	@Test
	void kubernetesRunsAJobThatTheCommandLineUnderstands() throws IOException {
		Map<?, ?> job = map(map(map(document("CronJob"), "spec"), "jobTemplate"), "spec");
		Map<?, ?> container = (Map<?, ?>) ((List<?>) at(map(map(job, "template"), "spec"), "containers")).get(0);
		List<String> arguments = new ArrayList<>();
		((List<?>) at(container, "args")).forEach((argument) -> arguments.add((String) argument));
		assertThat(Command.of(arguments.toArray(String[]::new))).isEqualTo(new Command.Run("nightly-report"));
	}

	private List<String> unit() throws IOException {
		return Files.readAllLines(file("orders.service"));
	}

	private Map<?, ?> document(String kind) throws IOException {
		for (Object document : new Yaml().loadAll(Files.readString(file("kubernetes.yaml")))) {
			if (at((Map<?, ?>) document, "kind").equals(kind)) {
				return (Map<?, ?>) document;
			}
		}
		throw new AssertionError("There is no " + kind);
	}

	private Path file(String name) {
		return this.directory.resolve(name).toAbsolutePath().normalize();
	}

	private static Map<?, ?> map(Map<?, ?> map, String key) {
		return (Map<?, ?>) at(map, key);
	}

	private static Object at(Map<?, ?> map, String key) {
		Object value = map.get(key);
		assertThat(value).as(key).isNotNull();
		return value;
	}

}
