package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.test.Signal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that takes numbers from a broker. It is killed again and again while it does,
 * and another takes its place.
 */
final class KilledConsumer {

	private static final int LINE_LENGTH = 8 + 1;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private final Path processed;

	private final ApplicationLauncher launcher;

	KilledConsumer(Path directory, Class<?> configuration, String broker, String queue) {
		this.processed = directory.resolve(queue);
		this.launcher = QuickStart.of(ConsumingProgram.class)
			.jvmOptions("-Xmx96m")
			.arguments(configuration.getName(), "--logging.level.root=error", "--broker=" + broker, "--queue=" + queue,
					"--processed=" + this.processed)
			.arguments(Consuming.arguments());
	}

	KilledConsumer arguments(String... arguments) {
		this.launcher.arguments(arguments);
		return this;
	}

	static List<String> numbers(int count) {
		return IntStream.range(0, count).mapToObj("%08d"::formatted).toList();
	}

	/**
	 * Processes all numbers, and is killed some times meanwhile.
	 * @return how many were processed again
	 */
	int process(List<String> numbers, int kills) throws IOException {
		for (int progress : moments(numbers.size(), kills)) {
			try (ApplicationProcess process = this.launcher.start()) {
				await(process, progress);
				process.signal(Signal.KILL);
				assertThat(process.awaitExit()).isEqualTo(137);
			}
		}
		try (ApplicationProcess process = this.launcher.start()) {
			await(process, numbers.size());
			process.signal(Signal.TERM);
			assertThat(process.awaitExit()).isEqualTo(143);
		}
		List<String> lines = Files.readAllLines(this.processed);
		assertThat(new HashSet<>(lines)).containsExactlyInAnyOrderElementsOf(numbers);
		return NotingWorker.duplicates(this.processed.getFileName() + ", killed " + kills + " times", lines);
	}

	/** After how many processed numbers it is killed, the same in every run. */
	private static List<Integer> moments(int numbers, int kills) {
		return new Random(kills).ints(kills, numbers / 50, numbers * 9 / 10).sorted().boxed().toList();
	}

	/** Until so many different numbers are processed. */
	private void await(ApplicationProcess process, int numbers) throws IOException {
		long seen = 0;
		Instant last = Instant.now();
		while (distinct(numbers) < numbers) {
			long size = size();
			last = (size > seen) ? Instant.now() : last;
			seen = size;
			assertThat(Duration.between(last, Instant.now()))
				.as("time without a number after %d; %s", size / LINE_LENGTH, process.output())
				.isLessThan(process.isAlive() ? PATIENCE : Duration.ZERO);
			LockSupport.parkNanos(LOOK_NANOS);
		}
	}

	/** Reads what is in the file only when there may be enough. */
	private int distinct(int numbers) throws IOException {
		return (size() >= (long) numbers * LINE_LENGTH) ? new HashSet<>(Files.readAllLines(this.processed)).size() : 0;
	}

	private long size() throws IOException {
		return Files.exists(this.processed) ? Files.size(this.processed) : 0;
	}

}
