package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.workerlifecycle.autoconfigure.reload.ConfigPlace.Single;
import io.workerlifecycle.autoconfigure.reload.ConfigPlace.Tree;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class FileWatchTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final Mounted files = new Mounted();

	private final FileWatch watch = new FileWatch(this.files, Runnable::run, this.time);

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void writeFile() throws IOException {
		this.file = this.directory.resolve("application.yml");
		Files.writeString(this.file, "a: 1");
		this.files.places = Set.of(new Single(this.file), new Single(this.directory.resolve("optional.yml")));
	}

	@Test
	void changedFileIsReloadedOnceWhenItHasStayedSo() throws IOException {
		this.watch.begin();
		Files.writeString(this.file, "a: 2");
		poll(1);
		assertThat(this.files.reloads).isZero();
		poll(1);
		assertThat(this.files.reloads).isOne();
		poll(5);
		assertThat(this.files.reloads).isOne();
	}

	@Test
	void fileThatIsStillWrittenIsLeftAlone() throws IOException {
		this.watch.begin();
		for (int i = 0; i < 10; i++) {
			Files.writeString(this.file, "a: " + "x".repeat(i));
			poll(1);
		}
		assertThat(this.files.reloads).isZero();
		poll(2);
		assertThat(this.files.reloads).isOne();
	}

	@Test
	void sameContentAtAnotherTimeIsNoChange() throws IOException {
		this.watch.begin();
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.EPOCH));
		poll(3);
		assertThat(this.files.reloads).isZero();
	}

	@Test
	void fileThatComesAndGoesIsNoticed() throws IOException {
		this.watch.begin();
		Files.writeString(this.directory.resolve("optional.yml"), "b: 1");
		poll(2);
		assertThat(this.files.reloads).isOne();
		Files.delete(this.directory.resolve("optional.yml"));
		poll(2);
		assertThat(this.files.reloads).isEqualTo(2);
	}

	@Test
	void swappedLinkOfAMountedDirectoryIsNoticed() throws IOException {
		Path mount = Files.createDirectories(this.directory.resolve("mount"));
		mounted(mount, "..one", "1");
		Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
		Files.createSymbolicLink(mount.resolve("application.yml"), Path.of("..data/application.yml"));
		this.files.places = Set.of(new Single(mount.resolve("application.yml")), new Tree(mount));
		this.watch.begin();
		mounted(mount, "..two", "2");
		Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..two"));
		Files.move(next, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		poll(2);
		assertThat(this.files.reloads).isOne();
	}

	@Test
	void directoryIsNotLookedIntoUnlessItIsATree() throws IOException {
		this.files.places = Set.of(new Single(this.directory));
		this.watch.begin();
		Files.writeString(this.file, "a: 2");
		poll(3);
		assertThat(this.files.reloads).isZero();
	}

	@Test
	void whatAnotherReloadHasReadIsNotReloadedAgain() throws IOException {
		this.watch.begin();
		Files.writeString(this.file, "a: 2");
		this.watch.begun(ReloadCause.SIGNAL);
		poll(3);
		assertThat(this.files.reloads).isZero();
	}

	@Test
	void changeBetweenTheStartAndTheFirstLookIsNoticed() {
		this.files.changed = true;
		this.watch.begin();
		assertThat(this.files.reloads).isOne();
	}

	@Test
	void nothingIsWatchedAfterTheEnd() throws IOException {
		this.watch.begin();
		this.watch.end();
		Files.writeString(this.file, "a: 2");
		poll(3);
		assertThat(this.files.reloads).isZero();
		assertThat(this.time.pendingTimers()).isZero();
	}

	private void poll(int times) {
		this.time.advance(Duration.ofSeconds(times));
	}

	private static void mounted(Path mount, String name, String value) throws IOException {
		Path real = Files.createDirectories(mount.resolve(name));
		Files.writeString(real.resolve("application.yml"), "a: " + value);
	}

	/**
	 * Files of a test.
	 */
	private static final class Mounted implements FileWatch.Watched {

		private Set<ConfigPlace> places = Set.of();

		private boolean changed;

		private int reloads;

		@Override
		public Set<ConfigPlace> places() {
			return this.places;
		}

		@Override
		public void discover() {
			// They are known.
		}

		@Override
		public boolean haveChanged() {
			return this.changed;
		}

		@Override
		public void reload() {
			this.reloads++;
		}

	}

}
