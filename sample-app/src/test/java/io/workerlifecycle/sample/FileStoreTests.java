package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileStore} and {@link StoreConnection}.
 */
@Timeout(60)
class FileStoreTests {

	private static final String SOME_HASH = "0".repeat(64);

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	@Test
	void databaseIsSafeFromKillsStopsAndInterrupts() {
		String url = new StoreConnection(Path.of("some/where")).getJdbcUrl();
		assertThat(url).startsWith("jdbc:h2:async:/")
			.contains(";WRITE_DELAY=0")
			.contains(";DB_CLOSE_ON_EXIT=FALSE")
			.contains("/some/where/files;");
	}

	@Test
	void directoryWithASemicolonIsRefused() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new StoreConnection(this.data.resolve("a;b")))
			.withMessageContaining("a;b");
	}

	@Test
	void directoryThatCannotBeMadeIsRefused() throws IOException {
		Path file = Files.createFile(this.data.resolve("file"));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new StoreConnection(file.resolve("data")))
			.withMessageContaining("cannot be made");
	}

	@Test
	void storedFilesAndChangesSurviveARestart() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			monitor.store.store(endOfScan());
			monitor.store.store(batch(3));
		}
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			StoreTotals totals = monitor.store.totals();
			assertThat(totals.files()).isEqualTo(3);
			assertThat(totals.added()).isEqualTo(3);
			assertThat(totals.since()).isNotNull();
			assertThat(monitor.store.recentChanges()).hasSize(3);
		}
	}

	@Test
	void storedFilesSurviveAKill() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), StoreAndDie.class.getName(), this.root.toString(),
				this.data.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(StoreAndDie.EXIT_CODE);
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			assertThat(monitor.store.totals().files()).isEqualTo(StoreAndDie.FILES);
		}
	}

	@Test
	void interruptWhileStoringLeavesTheDatabaseOpen() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			monitor.store.store(batch(1));
			// The pool refuses to wait for a connection once interrupted, so the
			// interrupt
			// comes after that.
			try (Connection connection = monitor.dataSource.getConnection()) {
				Thread.currentThread().interrupt();
				connection.createStatement().execute("UPDATE file SET size = 7");
				assertThat(Thread.interrupted()).isTrue();
			}
			catch (SQLException ex) {
				throw new AssertionError(ex);
			}
			monitor.store.store(batch(5));
			assertThat(monitor.store.totals().files()).isEqualTo(5);
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void recentChangesAreBoundedAndTheirCountIsNot() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			monitor.store.store(endOfScan());
			monitor.store.store(batch(200));
			assertThat(monitor.store.recentChanges()).hasSize(50);
			assertThat(monitor.store.totals().added()).isEqualTo(200);
		}
	}

	@Test
	void fileThatIsStoredTwiceIsAddedOnce() {
		try (Monitor monitor = new Monitor(this.root, this.data)) {
			monitor.store.store(endOfScan());
			monitor.store.store(batch(1));
			monitor.store.store(batch(1));
			assertThat(monitor.store.totals().added()).isOne();
		}
	}

	@Test
	void databaseOfAnotherTreeIsRefused(@TempDir Path other) {
		new Monitor(this.root, this.data).close();
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> new Monitor(other, this.data))
			.withMessageContaining(this.root.getFileName().toString());
	}

	private static HashedBatch endOfScan() {
		HashedBatch batch = new HashedBatch();
		batch.endScan();
		return batch;
	}

	static HashedBatch batch(int files) {
		HashedBatch batch = new HashedBatch();
		IntStream.range(0, files)
			.mapToObj((number) -> new StoredFile(new FileKey("file" + number), new FileStamp(1, 1), SOME_HASH))
			.forEach(batch::add);
		return batch;
	}

}
