package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.message.BatchFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link TreeScan} and {@link HashWorker} together.
 */
@Timeout(60)
class MonitorTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	private Monitor monitor;

	@BeforeEach
	void open() {
		this.monitor = new Monitor(this.root, this.data, ".git");
	}

	@AfterEach
	void close() {
		this.monitor.close();
	}

	@Test
	void firstScanIsNoChange() throws IOException {
		write("a", "1");
		write("sub/b", "22");
		Report report = this.monitor.scanAndHash();
		assertThat(report.files()).isEqualTo(2);
		assertThat(report.bytes()).isEqualTo(3);
		assertThat(report.added()).isZero();
		assertThat(report.since()).isNotNull();
		assertThat(report.lastScan()).satisfies((scan) -> {
			assertThat(scan.complete()).isTrue();
			assertThat(scan.counts()).isEqualTo(new ScanCounts(2, 2, 0, 0));
		});
	}

	@Test
	void addedChangedAndRemovedFilesAreToldApart() throws IOException {
		write("changed", "1");
		write("removed", "1");
		this.monitor.scanAndHash();
		write("added", "1");
		write("changed", "22");
		Files.delete(this.root.resolve("removed"));
		Report report = this.monitor.scanAndHash();
		assertThat(report.recentChanges()).extracting(FileChange::path, FileChange::kind)
			.containsExactlyInAnyOrder(tuple("added", ChangeKind.ADDED), tuple("changed", ChangeKind.CHANGED),
					tuple("removed", ChangeKind.REMOVED));
		assertThat(List.of(report.added(), report.changed(), report.removed())).containsOnly(1L);
	}

	@Test
	void touchedFileIsNoChange() throws IOException {
		write("file", "1");
		this.monitor.scanAndHash();
		Files.setLastModifiedTime(this.root.resolve("file"), FileTime.fromMillis(1));
		assertThat(this.monitor.scanAndHash().changed()).isZero();
		this.monitor.scan();
		assertThat(this.monitor.queue.depth()).as("only the end of the scan").isOne();
	}

	@Test
	void unchangedTreeHasNothingToHash() throws IOException {
		write("file", "1");
		this.monitor.scanAndHash();
		this.monitor.openFilesBy((path) -> {
			throw new AssertionError("opened");
		});
		assertThat(this.monitor.scanAndHash().files()).isOne();
	}

	@Test
	void linksThatLeadInCirclesAreCountedAndNotFollowed() throws IOException {
		write("sub/file", "1");
		link("sub/up", "..");
		link("here", ".");
		link("itself", "itself");
		link("there", "back");
		link("back", "there");
		Report report = this.monitor.scanAndHash();
		assertThat(report.loops().recent()).extracting(Trouble::path)
			.containsExactlyInAnyOrder("sub/up", "here", "itself", "there", "back");
		assertThat(this.monitor.known()).containsExactly("sub/file");
	}

	@Test
	void linksThatLeadInACircleThroughEachOtherAreCountedOnce() throws IOException {
		write("a/file", "1");
		write("b/file", "1");
		link("a/to-b", "../b");
		link("b/to-a", "../a");
		assertThat(this.monitor.scanAndHash().loops().paths()).isOne();
	}

	@Test
	void loopThatIsGoneIsNotReportedAnyMore() throws IOException {
		link("here", ".");
		this.monitor.scanAndHash();
		Files.delete(this.root.resolve("here"));
		assertThat(this.monitor.scanAndHash().loops().paths()).isZero();
	}

	@Test
	void harmlessLinksAreNoTrouble() throws IOException {
		write("sub/file", "1");
		link("to-file", "sub/file");
		link("to-sub", "sub");
		link("to-nowhere", "nowhere");
		link("through-a-file", "sub/file/x");
		link("out", this.data.toString());
		Report report = this.monitor.scanAndHash();
		assertThat(report.lastScan()).satisfies((scan) -> assertThat(scan.counts().links()).isEqualTo(5));
		assertThat(report.loops().paths() + report.unreadable().paths()).isZero();
		assertThat(this.monitor.known()).containsExactly("sub/file");
	}

	@Test
	void linkToADirectoryAboveTheTreeIsALoop() throws IOException {
		link("out", this.root.getParent().toString());
		assertThat(this.monitor.scanAndHash().loops().paths()).isOne();
	}

	@Test
	void fileThatVanishesBetweenWalkAndHashIsCounted() throws IOException {
		write("file", "1");
		this.monitor.scan();
		Files.delete(this.root.resolve("file"));
		this.monitor.hash();
		assertThat(this.monitor.report().vanished().recent()).extracting(Trouble::path).containsExactly("file");
		assertThat(this.monitor.known()).isEmpty();
	}

	@Test
	void fileThatChangedWhileReadingIsFoundAgain() throws IOException {
		Path file = write("file", "1");
		this.monitor.openFilesBy((path) -> {
			Files.writeString(file, "longer");
			return FileHasher.open(path);
		});
		assertThat(this.monitor.scanAndHash().changedWhileReading().paths()).isOne();
		assertThat(this.monitor.known()).isEmpty();
		this.monitor.openFilesBy(FileHasher::open);
		this.monitor.scanAndHash();
		assertThat(this.monitor.known()).containsExactly("file");
	}

	@Test
	void unreadableFileIsReportedUntilItCanBeRead() throws IOException {
		write("file", "1");
		this.monitor.openFilesBy((path) -> {
			throw new AccessDeniedException(path.toString());
		});
		this.monitor.scanAndHash();
		TroubleReport unreadable = this.monitor.scanAndHash().unreadable();
		assertThat(unreadable.paths()).isOne();
		assertThat(unreadable.times()).isEqualTo(2);
		this.monitor.openFilesBy(FileHasher::open);
		assertThat(this.monitor.scanAndHash().unreadable().paths()).isZero();
	}

	@Test
	void unreadableFileThatIsRemovedIsForgotten() throws IOException {
		Path file = write("file", "1");
		this.monitor.openFilesBy((path) -> {
			throw new AccessDeniedException(path.toString());
		});
		this.monitor.scanAndHash();
		Files.delete(file);
		this.monitor.scanAndHash();
		this.monitor.scanAndHash();
		assertThat(this.monitor.scanAndHash().unreadable().paths()).isZero();
	}

	@Test
	void goodFilesAreStoredBesideBadOnes() throws IOException {
		write("bad", "1");
		write("good", "1");
		this.monitor.openFilesBy((path) -> {
			if (path.endsWith("bad")) {
				throw new AccessDeniedException(path.toString());
			}
			return FileHasher.open(path);
		});
		this.monitor.scanAndHash();
		assertThat(this.monitor.known()).containsExactly("good");
	}

	@Test
	void ownDatabaseBelowTheRootIsNotScanned() throws IOException {
		Path own = this.root.resolve("data");
		write("file", "1");
		try (Monitor inside = new Monitor(this.root, own)) {
			assertThat(Files.list(own)).isNotEmpty();
			inside.scanAndHash();
			assertThat(inside.known()).containsExactly("file");
		}
	}

	@Test
	void excludedNamesAndPathsAreLeftOut() throws IOException {
		write(".git/config", "1");
		write("sub/.git/config", "1");
		write("target/a", "1");
		write("sub/target/b", "1");
		try (Monitor picky = new Monitor(this.root, this.data.resolve("other"), ".git", "/target")) {
			picky.scanAndHash();
			assertThat(picky.known()).containsExactly("sub/target/b");
		}
	}

	@Test
	void namesThatAreNoTextAreToldApart() throws IOException {
		URI directory = this.root.toUri();
		Files.writeString(Path.of(URI.create(directory + "%FF")), "1");
		Files.writeString(Path.of(URI.create(directory + "%FE")), "2");
		Files.writeString(Path.of(URI.create(directory + "new%0Aline")), "3");
		Files.writeString(Path.of(URI.create(directory + "%C3%BC%20%22%3Cscript%3E%25;+")), "4");
		this.monitor.scanAndHash();
		assertThat(this.monitor.known()).containsExactly("new\\u{a}line", "\u00fc \"<script>%;+", "\ufffd", "\ufffd");
		this.monitor.openFilesBy((path) -> {
			throw new AssertionError("opened again");
		});
		assertThat(this.monitor.scanAndHash().removed()).isZero();
	}

	@Test
	void stoppedScanRemovesNothing() throws IOException {
		write("file", "1");
		this.monitor.scanAndHash();
		Files.delete(this.root.resolve("file"));
		this.monitor.scan.scan(ManualJobContext.stopped());
		this.monitor.hash();
		Report report = this.monitor.report();
		assertThat(report.removed()).isZero();
		assertThat(report.lastScan()).satisfies((scan) -> assertThat(scan.complete()).isFalse());
	}

	@Test
	void stoppedScanHandsOverWhatItHasFound() throws IOException {
		write("a", "1");
		write("b", "1");
		AtomicInteger asked = new AtomicInteger();
		this.monitor.scan.scan(new ManualJobContext(() -> asked.incrementAndGet() > 1));
		assertThat(this.monitor.take()).singleElement().isInstanceOf(Finding.Suspect.class);
		assertThat(this.monitor.report().lastScan()).satisfies((scan) -> assertThat(scan.complete()).isFalse());
	}

	@Test
	void fileInADirectoryThatCannotBeListedIsNotGone() throws IOException {
		write("sub/file", "1");
		this.monitor.scanAndHash();
		Files.delete(this.root.resolve("sub/file"));
		QueueTaker taker = new QueueTaker(this.monitor.queue, ManualJobContext.running(), Clock.systemUTC());
		TreeWalk walk = new TreeWalk(this.monitor.tree, this.monitor.stamps(), this.monitor.troubles, taker);
		walk.visitFileFailed(this.root.resolve("sub"), new AccessDeniedException("sub"));
		walk.walk();
		taker.flush();
		assertThat(this.monitor.queue.depth()).isZero();
		assertThat(this.monitor.report().unreadable().recent()).extracting(Trouble::path).containsExactly("sub");
	}

	@Test
	void rootThatGoesWhileWatchingLosesNothing() throws IOException {
		write("file", "1");
		this.monitor.scanAndHash();
		Path aside = this.data.resolve("aside");
		Files.move(this.root, aside);
		try {
			Report report = this.monitor.scanAndHash();
			assertThat(report.removed()).isZero();
			assertThat(report.unreadable().paths()).isOne();
		}
		finally {
			Files.move(aside, this.root);
		}
	}

	@Test
	void stopStoresWhatIsHashed() throws IOException {
		write("a", "1");
		write("b", "1");
		this.monitor.scan();
		int[] opened = { 0 };
		this.monitor.openFilesBy((path) -> {
			opened[0]++;
			return FileHasher.open(path);
		});
		this.monitor.hash(new ManualWorkerContext(() -> opened[0] < 2, () -> opened[0] == 2));
		assertThat(this.monitor.known()).hasSize(1);
		assertThat(this.monitor.queue.depth()).as("the other file and the end of the scan").isEqualTo(2);
		this.monitor.hash();
		assertThat(this.monitor.known()).containsExactly("a", "b");
	}

	@Test
	void scanWhoseFilesWereGivenBackIsNotComplete() throws IOException {
		write("a", "1");
		this.monitor.scan();
		int[] opened = { 0 };
		this.monitor.openFilesBy((path) -> {
			opened[0]++;
			return FileHasher.open(path);
		});
		this.monitor.hash(new ManualWorkerContext(() -> opened[0] < 1, () -> opened[0] == 1));
		this.monitor.hash();
		assertThat(this.monitor.report().since()).isNull();
		assertThat(this.monitor.scanAndHash().since()).isNotNull();
	}

	@Test
	void fileWhoseProcessingThrowsIsNamedAndOthersAreStored() throws IOException {
		write("bad", "1");
		write("good", "1");
		this.monitor.openFilesBy((path) -> {
			if (path.endsWith("bad")) {
				throw new IllegalStateException("a mistake");
			}
			return FileHasher.open(path);
		});
		this.monitor.scan();
		assertThatIllegalStateException().isThrownBy(this.monitor::hash)
			.withCauseInstanceOf(BatchFailedException.class)
			.withStackTraceContaining("a mistake");
		assertThat(this.monitor.known()).containsExactly("good");
		this.monitor.scan();
		assertThat(this.monitor.take()).as("only the end of the scan").hasSize(1);
	}

	private Path write(String path, String content) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	private void link(String path, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(path), Path.of(target));
	}

}
