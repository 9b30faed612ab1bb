package io.workerlifecycle.sample;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileHasher}.
 */
@Timeout(30)
class FileHasherTests {

	private Path file;

	@BeforeEach
	void writeFile(@TempDir Path directory) throws IOException {
		this.file = directory.resolve("file");
		Files.writeString(this.file, "abc");
	}

	@Test
	void hashIsThatOfTheContent() {
		HashResult result = hasher(FileHasher::open).hash(this.file);
		assertThat(result).isInstanceOfSatisfying(HashResult.Hashed.class, (hashed) -> {
			assertThat(hashed.hash()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
			assertThat(hashed.stamp().size()).isEqualTo(3);
		});
	}

	@Test
	void secondFileIsHashedLikeTheFirst() {
		FileHasher hasher = hasher(FileHasher::open);
		assertThat(hasher.hash(this.file)).isEqualTo(hasher.hash(this.file));
	}

	@Test
	void emptyFileIsNotOpened() throws IOException {
		Files.write(this.file, new byte[0]);
		HashResult result = hasher((path) -> {
			throw new AssertionError("opened");
		}).hash(this.file);
		assertThat(result).isInstanceOfSatisfying(HashResult.Hashed.class, (hashed) -> assertThat(hashed.hash())
			.isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	}

	@Test
	void fileThatIsGoneHasVanished() throws IOException {
		Files.delete(this.file);
		assertTrouble(hasher(FileHasher::open).hash(this.file), TroubleKind.VANISHED);
	}

	@Test
	void fileThatGoesBeforeItIsOpenedHasVanished() {
		assertTrouble(hasher((path) -> {
			Files.delete(path);
			return FileHasher.open(path);
		}).hash(this.file), TroubleKind.VANISHED);
	}

	@Test
	void linkInPlaceOfTheFileIsNotRead(@TempDir Path elsewhere) throws IOException {
		Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
		Files.delete(this.file);
		Files.createSymbolicLink(this.file, secret);
		assertTrouble(hasher(FileHasher::open).hash(this.file), TroubleKind.VANISHED);
	}

	@Test
	void fileThatMayNotBeOpenedIsUnreadable() {
		assertTrouble(hasher((path) -> {
			throw new AccessDeniedException(path.toString());
		}).hash(this.file), TroubleKind.UNREADABLE);
	}

	@Test
	void fileWhoseDeviceFailsIsUnreadable() {
		assertTrouble(hasher((path) -> new FilterInputStream(FileHasher.open(path)) {
			@Override
			public int read(byte[] buffer) throws IOException {
				throw new IOException("Input/output error");
			}
		}).hash(this.file), TroubleKind.UNREADABLE);
	}

	@Test
	void fileThatEndsBeforeItsSizeIsUnreadable() {
		assertTrouble(hasher((path) -> new ByteArrayInputStream(new byte[] { 'a' })).hash(this.file),
				TroubleKind.UNREADABLE);
	}

	@Test
	void fileThatIsWrittenToAfterItWasOpenedChangedWhileReading() {
		assertTrouble(hasher((path) -> {
			InputStream content = FileHasher.open(path);
			Files.writeString(path, "xyz");
			Files.setLastModifiedTime(path, FileTime.fromMillis(1));
			return content;
		}).hash(this.file), TroubleKind.CHANGED_WHILE_READING);
	}

	@Test
	void fileThatIsTruncatedWhileReadingChangedWhileReading() {
		assertTrouble(hasher((path) -> {
			Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
			return FileHasher.open(path);
		}).hash(this.file), TroubleKind.CHANGED_WHILE_READING);
	}

	@Test
	void fileWithoutAnEndChangedWhileReading() {
		assertTrouble(hasher((path) -> new InputStream() {
			@Override
			public int read() {
				return 'a';
			}
		}).hash(this.file), TroubleKind.CHANGED_WHILE_READING);
	}

	@Test
	void readingIsGivenUpWhenItIsNotToGoOn() {
		HashResult result = new FileHasher(FileHasher::open, () -> false).hash(this.file);
		assertThat(result).isEqualTo(new HashResult.GivenUp());
	}

	@Test
	void interruptIsNoTroubleOfTheFile() {
		Thread.currentThread().interrupt();
		HashResult result = hasher(FileHasher::open).hash(this.file);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result).isInstanceOf(HashResult.Hashed.class);
	}

	private static FileHasher hasher(FileOpener opener) {
		return new FileHasher(opener, () -> true);
	}

	private static void assertTrouble(HashResult result, TroubleKind kind) {
		assertThat(result).isInstanceOfSatisfying(HashResult.Troubled.class,
				(troubled) -> assertThat(troubled.kind()).isEqualTo(kind));
	}

}
