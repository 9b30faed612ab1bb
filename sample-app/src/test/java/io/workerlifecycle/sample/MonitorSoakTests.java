package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the scan beside the hasher, with many files.
 */
@Tag("soak")
@Timeout(120)
class MonitorSoakTests {

	private static final int DIRECTORIES = 500;

	private static final int FILES = 100;

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	@Test
	void fiftyThousandFilesAreStoredThroughAShortQueue() throws Exception {
		writeFiles();
		ExecutorService thread = Executors.newSingleThreadExecutor();
		AtomicBoolean scanning = new AtomicBoolean(true);
		try (Monitor monitor = new Monitor(this.root, this.data, 100)) {
			Future<?> hasher = thread.submit(() -> monitor
				.hash(new ManualWorkerContext(() -> scanning.get() || monitor.queue.depth() > 0, () -> false)));
			monitor.scan();
			scanning.set(false);
			hasher.get();
			assertThat(monitor.report().files()).isEqualTo(DIRECTORIES * FILES);
			monitor.scan();
			assertThat(monitor.queue.depth()).as("only the end of the scan").isOne();
		}
		finally {
			thread.shutdownNow();
		}
	}

	private void writeFiles() throws IOException {
		for (int directory = 0; directory < DIRECTORIES; directory++) {
			Path parent = Files.createDirectory(this.root.resolve("d" + directory));
			for (int file = 0; file < FILES; file++) {
				Files.writeString(parent.resolve("f" + file), directory + " " + file);
			}
		}
	}

}
