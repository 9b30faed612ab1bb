package io.workerlifecycle.instance;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.HeldByAnother;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InstanceLockTests {

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	@TempDir
	private Path directory;

	@Test
	void freeLockIsAcquired() {
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			assertThat(this.directory.resolve("a.pid.lock")).isEmptyFile();
		}
	}

	@Test
	void otherProcessIsRefusedUntilTheHoldIsClosed() throws Exception {
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		}
		assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("Acquired");
	}

	@Test
	void readingThePidFileKeepsTheLock() throws Exception {
		InstanceLock lock = new InstanceLock(this.directory.resolve("a.pid"));
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			lock.pidFile().publish((file) -> Files.writeString(file, "4711"));
			assertThat(lock.pidFile().names(4711)).isTrue();
			assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		}
	}

	@Test
	void holdsOfOneProcessShareTheLockUntilTheLastIsClosed() throws Exception {
		LockHold first = acquire("a.pid");
		LockHold second = acquire("a.pid");
		first.close();
		assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		second.close();
		assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("Acquired");
	}

	@Test
	void closingAHoldTwiceGivesBackOneReferenceOnly() throws Exception {
		LockHold first = acquire("a.pid");
		try (LockHold second = acquire("a.pid")) {
			assertThat(second).isNotNull();
			first.close();
			first.close();
			assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		}
	}

	@Test
	void garbageCollectionKeepsTheLock() throws Exception {
		acquire("a.pid");
		System.gc();
		assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
	}

	@Test
	void attemptByAnotherClassLoaderIsRefusedAndKeepsTheLock() throws Exception {
		try (LockHold hold = acquire("a.pid"); URLClassLoader other = copyOfTheseClasses()) {
			assertThat(hold).isNotNull();
			Class<?> copy = other.loadClass(InstanceLock.class.getName());
			Object lock = copy.getConstructor(Path.class).newInstance(this.directory.resolve("a.pid"));
			Object outcome = copy.getMethod("tryAcquire").invoke(lock);
			assertThat(outcome.getClass().getName()).isEqualTo(HeldByAnother.class.getName());
			assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		}
	}

	@Test
	void anotherClassLoaderMayTryAgainAndAgainAndGetsTheLockInTheEnd() throws Exception {
		assumeTrue(Files.isDirectory(DESCRIPTORS));
		LockHold hold = acquire("a.pid");
		try (URLClassLoader other = copyOfTheseClasses()) {
			Class<?> copy = other.loadClass(InstanceLock.class.getName());
			Object lock = copy.getConstructor(Path.class).newInstance(this.directory.resolve("a.pid"));
			copy.getMethod("tryAcquire").invoke(lock);
			int open = DESCRIPTORS.toFile().list().length;
			for (int i = 0; i < 50; i++) {
				copy.getMethod("tryAcquire").invoke(lock);
			}
			assertThat(DESCRIPTORS.toFile().list().length).isLessThan(open + 25);
			hold.close();
			Object outcome = copy.getMethod("tryAcquire").invoke(lock);
			assertThat(outcome.getClass().getName()).isEqualTo(Acquired.class.getName());
			assertThat(LockProbe.outcomeElsewhere(this.directory.resolve("a.pid"))).isEqualTo("HeldByAnother");
		}
	}

	@Test
	void lockIsSharedUnderAnotherNameOfItsDirectory() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Files.createSymbolicLink(this.directory.resolve("link"), real);
		try (LockHold first = acquire("real/a.pid"); LockHold second = acquire("link/a.pid")) {
			assertThat(first).isNotSameAs(second);
		}
	}

	@Test
	void lockFileStaysWhenTheHoldIsClosed() {
		acquire("a.pid").close();
		assertThat(this.directory.resolve("a.pid.lock")).exists();
	}

	@Test
	void lockFileHasMode0644() throws IOException {
		assumeTrue(Files.getFileStore(this.directory).supportsFileAttributeView("posix"));
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			assertThat(
					PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve("a.pid.lock"))))
				.isEqualTo("rw-r--r--");
		}
	}

	@Test
	void pidFileOfAnEndedProcessIsRemovedWithTheAcquiring() throws IOException {
		Files.writeString(this.directory.resolve("a.pid"), "4711");
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			assertThat(this.directory.resolve("a.pid")).doesNotExist();
		}
	}

	@Test
	void pidFileOfThisProcessIsRemovedAtTheEnd() throws IOException {
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			Files.writeString(this.directory.resolve("a.pid"), Long.toString(ProcessHandle.current().pid()));
		}
		assertThat(this.directory.resolve("a.pid")).doesNotExist();
	}

	@Test
	void pidFileThatNamesAnotherProcessStaysAtTheEnd() throws IOException {
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
			Files.writeString(this.directory.resolve("a.pid"), "1");
		}
		assertThat(this.directory.resolve("a.pid")).hasContent("1");
	}

	@Test
	void directoryInPlaceOfThePidFileLeavesTheLockWorking() throws IOException {
		Files.createDirectory(this.directory.resolve("a.pid"));
		try (LockHold hold = acquire("a.pid")) {
			assertThat(hold).isNotNull();
		}
		assertThat(this.directory.resolve("a.pid")).isDirectory();
	}

	@Test
	void missingDirectoryIsNamedAndNotCreated() {
		assertThat(refusal("missing/a.pid").fact()).contains("missing", "does not exist");
		assertThat(this.directory.resolve("missing")).doesNotExist();
	}

	@Test
	void fileInPlaceOfTheDirectoryIsNamed() throws IOException {
		Files.createFile(this.directory.resolve("file"));
		assertThat(refusal("file/a.pid").fact()).contains("is not a directory");
	}

	@Test
	void pathWithoutAFileIsRefused() {
		LockOutcome outcome = new InstanceLock(this.directory.getRoot()).tryAcquire();
		assertThat(outcome).isInstanceOf(NotGuaranteed.class).asString().contains("names no file");
	}

	@Test
	void linkInPlaceOfThePidFileIsRefused() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("a.pid"), this.directory.resolve("elsewhere"));
		assertThat(refusal("a.pid").fact()).contains("a.pid is a symbolic link");
		assertThat(this.directory.resolve("a.pid.lock")).doesNotExist();
	}

	@Test
	void linkInPlaceOfTheLockFileIsRefused() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("a.pid.lock"), this.directory.resolve("elsewhere"));
		assertThat(refusal("a.pid").fact()).contains("a.pid.lock is a symbolic link");
		assertThat(this.directory.resolve("elsewhere")).doesNotExist();
	}

	@Test
	void directoryInPlaceOfTheLockFileIsRefused() throws IOException {
		Files.createDirectory(this.directory.resolve("a.pid.lock"));
		assertThat(refusal("a.pid").fact()).contains("a.pid.lock is there and is not a regular file");
	}

	@Test
	void deviceInPlaceOfThePidFileIsRefused() {
		Path device = Path.of("/dev/null");
		assumeTrue(Files.exists(device));
		assertThat(new InstanceLock(device).tryAcquire()).isInstanceOf(NotGuaranteed.class);
		assertThat(Path.of("/dev/null.lock")).doesNotExist();
	}

	@Test
	void unwritableDirectoryIsNamedWithItsReason() {
		Path unwritable = Path.of("/sys/a.pid");
		assumeTrue(Files.isDirectory(unwritable.getParent()));
		assertThat(new InstanceLock(unwritable).tryAcquire()).isInstanceOfSatisfying(NotGuaranteed.class,
				(refusal) -> assertThat(refusal.fact()).contains("/sys/a.pid.lock cannot be opened")
					.containsAnyOf("permission denied", "Read-only file system", "Operation not permitted"));
	}

	@Test
	void directoryWithoutWritePermissionIsNamed() throws IOException {
		assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		assertThat(refusal("a.pid").fact()).contains("permission denied");
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private LockHold acquire(String name) {
		LockOutcome outcome = new InstanceLock(this.directory.resolve(name)).tryAcquire();
		assertThat(outcome).isInstanceOf(Acquired.class);
		return ((Acquired) outcome).hold();
	}

	private NotGuaranteed refusal(String name) {
		LockOutcome outcome = new InstanceLock(this.directory.resolve(name)).tryAcquire();
		assertThat(outcome).isInstanceOf(NotGuaranteed.class);
		return (NotGuaranteed) outcome;
	}

	private static URLClassLoader copyOfTheseClasses() {
		List<String> path = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		return new URLClassLoader(path.stream().flatMap(InstanceLockTests::url).toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader());
	}

	private static Stream<URL> url(String element) {
		try {
			return Stream.of(Path.of(element).toUri().toURL());
		}
		catch (MalformedURLException ex) {
			return Stream.empty();
		}
	}

}
