package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbered messages through a durable channel, while the processes that send and take
 * them are killed.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 3600, unit = TimeUnit.SECONDS)
class MessageLossTests {

	private static final int MESSAGES = 5_000;

	private static final int KILLS = 5;

	private static final int SOAK_MESSAGES = 100_000;

	private static final int SOAK_KILLS = 50;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final List<ApplicationProcess> started = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void endProcesses() {
		this.started.forEach(ApplicationProcess::close);
	}

	@Test
	void h2LosesNothingWhenItsProcessIsKilled() throws IOException {
		killOnH2(MESSAGES, KILLS);
	}

	@Tag("soak")
	@Test
	void h2LosesNothingWhenItsProcessIsKilledFiftyTimes() throws IOException {
		killOnH2(SOAK_MESSAGES, SOAK_KILLS);
	}

	@Test
	void postgresLosesNothingWhenSendersAndTakersAreKilledAndItIsRestarted() throws IOException {
		killOnPostgres(MESSAGES, KILLS, 1);
	}

	@Tag("soak")
	@Test
	void postgresLosesNothingWhenSendersAndTakersAreKilledFiftyTimesAndItIsRestartedTwice() throws IOException {
		killOnPostgres(SOAK_MESSAGES, SOAK_KILLS, 2);
	}

	private void killOnH2(int messages, int kills) throws IOException {
		String url = "jdbc:h2:async:" + this.directory.resolve("numbers") + ";DB_CLOSE_ON_EXIT=FALSE";
		new ChannelSchema("h2").create(new DriverManagerDataSource(url, "sa", ""));
		Instant begin = Instant.now();
		ApplicationLauncher both = launcher(url, "sa", messages, "producer,consumer");
		ApplicationProcess process = start(both);
		for (int progress : moments(messages, kills)) {
			awaitProcessed(process, progress);
			process = killed(process, both);
		}
		awaitProcessed(process, messages);
		end(process);
		report("H2", new Round(messages, kills, 0), begin);
	}

	private void killOnPostgres(int messages, int kills, int restarts) throws IOException {
		try (RestartedPostgres postgres = new RestartedPostgres(this.directory.resolve("postgres"))) {
			new ChannelSchema("postgresql").create(postgres.database());
			Instant begin = Instant.now();
			ApplicationLauncher sends = launcher(postgres.url(), "postgres", messages, "producer");
			ApplicationLauncher takes = launcher(postgres.url(), "postgres", messages, "consumer");
			ApplicationProcess producer = start(sends);
			ApplicationProcess consumer = start(takes);
			List<Integer> moments = moments(messages, kills + restarts);
			for (int i = 0; i < moments.size(); i++) {
				awaitProcessed(consumer, moments.get(i));
				if (restarts > 0 && i % (moments.size() / restarts) == moments.size() / restarts / 2) {
					postgres.restart();
				}
				else if (i % 2 == 0) {
					consumer = killed(consumer, takes);
				}
				else {
					producer = killed(producer, sends);
				}
			}
			awaitProcessed(consumer, messages);
			end(producer);
			end(consumer);
			report("PostgreSQL", new Round(messages, kills, restarts), begin);
		}
	}

	/** After how many processed messages something happens, the same in every run. */
	private static List<Integer> moments(int messages, int count) {
		return new Random(count).ints(count, messages / 50, messages * 9 / 10).sorted().boxed().toList();
	}

	private ApplicationProcess killed(ApplicationProcess process, ApplicationLauncher next) {
		process.signal(Signal.KILL);
		assertThat(process.awaitExit()).isEqualTo(137);
		return start(next);
	}

	private static void end(ApplicationProcess process) {
		process.signal(Signal.TERM);
		assertThat(process.awaitExit()).isEqualTo(143);
	}

	private ApplicationProcess start(ApplicationLauncher launcher) {
		ApplicationProcess process = launcher.start();
		this.started.add(process);
		return process;
	}

	private ApplicationLauncher launcher(String url, String user, int messages, String profiles) {
		ApplicationLauncher launcher = QuickStart.of(LossProgram.class)
			.jvmOptions("-Xmx96m")
			.arguments("--logging.level.root=warn", "--logging.level.io.workerlifecycle=info", "--test.url=" + url,
					"--test.user=" + user, "--test.messages=" + messages, "--test.directory=" + this.directory,
					"--spring.profiles.active=" + profiles);
		return profiles.contains("consumer") ? launcher.arguments("--worker-lifecycle.workers.consumer.channel=numbers",
				"--worker-lifecycle.workers.consumer.concurrency=" + LossProgram.LANES) : launcher;
	}

	/**
	 * Until as many lines are there, or as many different numbers once it may be over.
	 */
	private void awaitProcessed(ApplicationProcess process, int messages) throws IOException {
		Path file = this.directory.resolve(LossProgram.PROCESSED);
		long seen = 0;
		Instant last = Instant.now();
		while (distinct(file, messages) < messages) {
			long size = Files.exists(file) ? Files.size(file) : 0;
			last = (size > seen) ? Instant.now() : last;
			seen = size;
			assertThat(Duration.between(last, Instant.now()))
				.as("time without a message after %d lines; %s", size / LossProgram.LINE_LENGTH, process.output())
				.isLessThan(Duration.ofSeconds(60));
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

	/** Reads what is in the file only when there may be enough. */
	private static int distinct(Path file, int messages) throws IOException {
		boolean enough = Files.exists(file) && Files.size(file) >= (long) messages * LossProgram.LINE_LENGTH;
		return enough ? column(file, 0).size() : 0;
	}

	private static Set<String> column(Path file, int index) throws IOException {
		Set<String> values = new HashSet<>();
		for (String line : Files.readAllLines(file)) {
			values.add(line.split(" ")[index]);
		}
		return values;
	}

	private void report(String database, Round round, Instant begin) throws IOException {
		Path file = this.directory.resolve(LossProgram.PROCESSED);
		List<String> lines = Files.readAllLines(file);
		Set<String> numbers = column(file, 0);
		Set<String> ids = column(file, 1);
		int twiceProcessed = lines.size() - ids.size();
		int twiceSent = ids.size() - numbers.size();
		System.out.printf(
				"Loss test on %s: %d messages, %d kills, %d restarts of the database, %d lost, %d processed twice, "
						+ "%d sent twice, %d s%n",
				database, round.messages(), round.kills(), round.restarts(), round.messages() - numbers.size(),
				twiceProcessed, twiceSent, Duration.between(begin, Instant.now()).toSeconds());
		assertThat(numbers).containsAll(
				IntStream.range(0, round.messages()).mapToObj((number) -> String.format("%08d", number)).toList());
		assertThat(twiceProcessed).isLessThanOrEqualTo(LossProgram.LANES * (round.kills() + round.restarts()));
		assertThat(twiceSent).isLessThanOrEqualTo(LossProgram.SENT_AT_ONCE * (round.kills() + round.restarts()));
	}

	private record Round(int messages, int kills, int restarts) {
	}

}
