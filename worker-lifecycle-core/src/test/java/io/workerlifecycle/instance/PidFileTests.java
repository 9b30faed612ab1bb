package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PidFileTests {

	private static final Instant NINE = Instant.parse("2026-01-01T09:00:00Z");

	@TempDir
	private Path directory;

	private Path path;

	private PidFile pidFile;

	@BeforeEach
	void createPidFile() {
		this.path = this.directory.resolve("a.pid");
		this.pidFile = new PidFile(this.path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4711", "4711\n", " 4711 \r\n" })
	void holderIsReadWithTheTimeOfTheFile(String content) throws IOException {
		Files.writeString(this.path, content);
		Files.setLastModifiedTime(this.path, FileTime.from(NINE));
		assertThat(this.pidFile.read()).isEqualTo(new LockHolder(4711, NINE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "4711 4712", "47\n11", "0x1267", "\u001b[31m1", "99999999999999999999",
			"1111111111 and much, much more than a process id" })
	void contentThatIsNoPidNamesNobody(String content) throws IOException {
		Files.writeString(this.path, content);
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void fileThatIsTooLongForAPidNamesNobody() throws IOException {
		Files.writeString(this.path, "4711" + " ".repeat(100));
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void missingFileNamesNobody() {
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void directoryNamesNobody() throws IOException {
		Files.createDirectory(this.path);
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void linkNamesNobody() throws IOException {
		Files.writeString(this.directory.resolve("other"), "4711");
		Files.createSymbolicLink(this.path, this.directory.resolve("other"));
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void pipeNamesNobodyAndDoesNotBlock() throws Exception {
		Process mkfifo = new ProcessBuilder("mkfifo", this.path.toString()).start();
		assumeTrue(mkfifo.waitFor() == 0);
		assertThat(this.pidFile.read()).isNull();
	}

	@Test
	void publishReplacesTheFileAndLeavesNothingElse() throws IOException {
		Files.writeString(this.path, "something longer than a pid");
		this.pidFile.publish((file) -> Files.writeString(file, "4711"));
		assertThat(this.path).hasContent("4711");
		assertThat(this.directory).isDirectoryNotContaining((file) -> !file.equals(this.path));
	}

	@Test
	void publishGivesMode0644() throws IOException {
		assumeTrue(Files.getFileStore(this.directory).supportsFileAttributeView("posix"));
		this.pidFile.publish((file) -> Files.writeString(file, "4711"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path))).isEqualTo("rw-r--r--");
	}

	@Test
	void publishThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
		Files.writeString(this.path, "4711");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.pidFile.publish((file) -> {
			throw new IOException("disk full");
		}));
		assertThat(this.path).hasContent("4711");
		assertThat(this.directory).isDirectoryNotContaining((file) -> !file.equals(this.path));
	}

	@Test
	void publishRefusesADirectoryInPlaceOfTheFile() throws IOException {
		Files.createDirectory(this.path);
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.pidFile.publish((file) -> Files.writeString(file, "4711")))
			.withMessageContaining("not a regular file");
	}

}
