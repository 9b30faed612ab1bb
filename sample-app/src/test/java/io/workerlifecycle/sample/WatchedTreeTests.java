package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WatchedTree} and {@link FileKey}.
 */
@Timeout(30)
class WatchedTreeTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	@Test
	void rootThatDoesNotExistIsRefused() {
		assertRefused(this.root.resolve("nowhere"), "does not exist");
	}

	@Test
	void rootThatIsAFileIsRefused() throws IOException {
		assertRefused(Files.createFile(this.root.resolve("file")), "is not a directory");
	}

	@Test
	void rootThatIsTheDirectoryOfTheDataIsRefused() {
		assertRefused(this.data, "both");
	}

	@Test
	void rootMayBeALink() throws IOException {
		Path link = Files.createSymbolicLink(this.data.resolve("link"), this.root);
		assertThat(new WatchedTree(link, this.data, List.of()).root()).isEqualTo(this.root.toRealPath());
	}

	@Test
	void keyIsThePathFromTheRoot() throws IOException {
		WatchedTree tree = new WatchedTree(this.root, this.data, List.of());
		Path file = Files.createDirectories(tree.root().resolve("sub")).resolve("a b");
		assertThat(tree.keyOf(file)).isEqualTo(new FileKey("sub/a%20b"));
		assertThat(tree.keyOf(file).display()).isEqualTo("sub/a b");
		assertThat(tree.keyOf(tree.root()).display()).isEqualTo(".");
	}

	@Test
	void keysOfNamesThatLookAlikeDiffer() throws IOException {
		WatchedTree tree = new WatchedTree(this.root, this.data, List.of());
		FileKey first = tree.keyOf(Path.of(URI.create(tree.root().toUri() + "%FF")));
		FileKey second = tree.keyOf(Path.of(URI.create(tree.root().toUri() + "%FE")));
		assertThat(first).isNotEqualTo(second);
		assertThat(first.display()).isEqualTo(second.display());
	}

	@Test
	void nothingInADisplayedPathIsHidden() {
		assertThat(new FileKey("a%0Ab%1Bc%E2%80%AEd").display()).isEqualTo("a\\u{a}b\\u{1b}c\\u{202e}d");
	}

	private void assertRefused(Path root, String fact) {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new WatchedTree(root, this.data, List.of()))
			.withMessageContaining(fact)
			.satisfies((ex) -> assertThat(ex.analysis().getAction()).contains("sample."));
	}

}
