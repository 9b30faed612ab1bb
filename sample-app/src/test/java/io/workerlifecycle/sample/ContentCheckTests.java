package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ContentCheck}.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ContentCheckTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	private Path file;

	private Monitor monitor;

	@BeforeEach
	void storeOneFile() throws IOException {
		this.file = Files.writeString(this.root.resolve("file"), "good");
		this.monitor = new Monitor(this.root, this.data);
		this.monitor.scanAndHash();
	}

	@AfterEach
	void close() {
		this.monitor.close();
	}

	@Test
	void fileWithAnotherContentAndTheSameTimeIsAltered(CapturedOutput output) throws IOException {
		alter("evil");
		assertThat(this.monitor.scanAndHash().altered().paths()).as("no scan sees it").isZero();
		Report report = verify();
		assertThat(report.altered().recent()).extracting(Trouble::path).containsExactly("file");
		assertThat(report.changed()).isZero();
		assertThat(output).contains("file is altered")
			.contains("0 as stored, 1 altered, 0 unreadable, 0 left to the scan");
	}

	@Test
	void unalteredFilesAreNoFinding(CapturedOutput output) throws IOException {
		assertThat(verify().altered().paths()).isZero();
		assertThat(output).contains("1 as stored, 0 altered, 0 unreadable, 0 left to the scan");
	}

	@Test
	void fileWithAStrangeNameIsFoundAgain() throws IOException {
		Path strange = Path.of(URI.create(this.root.toUri() + "a%3A%23%FF%0A%20b"));
		Files.writeString(strange, "good");
		this.monitor.scanAndHash();
		FileTime time = Files.getLastModifiedTime(strange);
		Files.writeString(strange, "evil");
		Files.setLastModifiedTime(strange, time);
		assertThat(verify().altered().paths()).isOne();
	}

	@Test
	void alteredFileStaysInTheReportUntilItIsAsStored() throws IOException {
		alter("evil");
		verify();
		this.monitor.scanAndHash();
		this.monitor.scanAndHash();
		assertThat(verify().altered()).satisfies((altered) -> {
			assertThat(altered.paths()).isOne();
			assertThat(altered.times()).isEqualTo(2);
		});
		alter("good");
		assertThat(verify().altered().paths()).isZero();
	}

	@Test
	void alteredFileThatIsChangedInTheOpenIsAChangeAndNoLongerAltered() throws IOException {
		alter("evil");
		verify();
		Files.setLastModifiedTime(this.file, FileTime.fromMillis(1));
		Report report = this.monitor.scanAndHash();
		assertThat(report.changed()).isOne();
		assertThat(report.altered().paths()).isZero();
	}

	@Test
	void alteredFileThatIsGoneIsNoLongerAltered() throws IOException {
		alter("evil");
		verify();
		Files.delete(this.file);
		assertThat(this.monitor.scanAndHash().altered().paths()).isZero();
	}

	@Test
	void whatTheScanSeesIsLeftToIt(CapturedOutput output) throws IOException {
		Files.writeString(this.root.resolve("gone"), "1");
		this.monitor.scanAndHash();
		Files.delete(this.root.resolve("gone"));
		Files.writeString(this.file, "longer");
		Report report = verify();
		assertThat(report.altered().times() + report.vanished().times()).isZero();
		assertThat(output).contains("0 as stored, 0 altered, 0 unreadable, 2 left to the scan");
	}

	@Test
	void fileThatCannotBeReadAnyMoreStaysUnreadableUntilItIsRead(CapturedOutput output) throws IOException {
		this.monitor.openFilesBy((path) -> {
			throw new AccessDeniedException("bad sector");
		});
		verify();
		for (int scan = 0; scan < 4; scan++) {
			this.monitor.scanAndHash();
		}
		assertThat(this.monitor.report().unreadable().recent()).extracting(Trouble::path).containsExactly("file");
		assertThat(output).contains("file is unreadable");
		this.monitor.openFilesBy(FileHasher::open);
		assertThat(verify().unreadable().paths()).isZero();
	}

	@Test
	void moreFilesThanAPageAreAllRead(CapturedOutput output) throws IOException {
		for (int number = 0; number < 900; number++) {
			Files.writeString(this.root.resolve("file" + number), "1");
		}
		this.monitor.scanAndHash();
		verify();
		assertThat(output).contains("901 as stored, 0 altered");
	}

	@Test
	void checkThatIsStoppedReadsNoMore(CapturedOutput output) throws IOException {
		Files.writeString(this.root.resolve("second"), "1");
		this.monitor.scanAndHash();
		AtomicInteger opened = new AtomicInteger();
		this.monitor.openFilesBy((path) -> {
			opened.incrementAndGet();
			return FileHasher.open(path);
		});
		this.monitor.verify(new ManualJobContext(() -> opened.get() > 0));
		assertThat(opened).hasValue(1);
		assertThat(output).contains("stopped early: 0 as stored");
	}

	@Test
	void checkOfATreeThatIsAwayFails() throws IOException {
		Path aside = this.data.resolve("aside");
		Files.move(this.root, aside);
		try {
			assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(this::verify);
		}
		finally {
			Files.move(aside, this.root);
		}
	}

	@Test
	void checkWithoutDatabaseFails() {
		this.monitor.close();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::verify);
	}

	private Report verify() throws IOException {
		return this.monitor.verify(ManualJobContext.running());
	}

	private void alter(String content) throws IOException {
		FileTime time = Files.getLastModifiedTime(this.file);
		Files.writeString(this.file, content);
		Files.setLastModifiedTime(this.file, time);
	}

}
