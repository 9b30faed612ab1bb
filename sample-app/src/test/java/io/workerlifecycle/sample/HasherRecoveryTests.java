package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what the hasher finds after a kill, with real processes.
 */
@Timeout(120)
class HasherRecoveryTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	@Test
	void killWhileHashingLosesNoFindingAndTheNextStartGoesOn() throws Exception {
		for (int number = 0; number < HashAndDie.FILES; number++) {
			Files.writeString(this.root.resolve("file" + number), "content " + number);
		}
		runUntilItDies();
		int stored = stored();
		assertThat(stored).isPositive().isLessThan(HashAndDie.FILES);
		assertThat(stored + waiting()).as("files and the end of the scan").isEqualTo(HashAndDie.FILES + 1);
		try (ConfigurableApplicationContext next = startWithoutScan()) {
			FileStore store = next.getBean(FileStore.class);
			await().atMost(Duration.ofSeconds(60)).until(() -> store.totals().files() == HashAndDie.FILES);
			await().until(() -> next.getBean(FindingQueue.class).depth() == 0);
			assertThat(store.totals().since()).as("only a scan of this program tells").isNull();
		}
	}

	private void runUntilItDies() throws IOException, InterruptedException {
		Path log = this.data.resolve("log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), HashAndDie.class.getName(), "--server.port=0",
				"--sample.root=" + this.root, "--sample.data=" + this.data)
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).as(() -> read(log)).isEqualTo(HashAndDie.EXIT_CODE);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private int stored() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			return monitor.known().size();
		}
	}

	private int waiting() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			Integer count = new JdbcTemplate(monitor.dataSource)
				.queryForObject("SELECT COUNT(*) FROM INT_CHANNEL_MESSAGE", Integer.class);
			return (count != null) ? count : 0;
		}
	}

	private ConfigurableApplicationContext startWithoutScan() {
		return new SpringApplicationBuilder(SampleApplication.class).run("--server.port=0",
				"--sample.root=" + this.root, "--sample.data=" + this.data, "--sample.scan-interval=-");
	}

}
