package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.HeldHere;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LockRegistryTests {

	private final List<String> told = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void lockForOneAloneIsRefusedToTheNextInThisProcess() {
		try (LockHold hold = taken()) {
			assertThat(hold).isNotNull();
			assertThat(LockRegistry.JVM.take(file("a"))).isEqualTo(new HeldHere());
		}
		taken().close();
	}

	@Test
	void lockForOneAloneIsRefusedUnderAnotherNameOfItsDirectory() throws IOException {
		Files.createSymbolicLink(this.directory.resolve("link"), this.directory);
		try (LockHold hold = taken()) {
			assertThat(hold).isNotNull();
			assertThat(LockRegistry.JVM.take(file("link/a"))).isEqualTo(new HeldHere());
		}
	}

	@Test
	void lockForOneAloneIsNotShared() {
		try (LockHold hold = taken()) {
			assertThat(hold).isNotNull();
			assertThat(LockRegistry.JVM.share(file("a"), new Noted())).isEqualTo(new HeldHere());
		}
	}

	@Test
	void sharedLockIsNotGivenToOneAlone() {
		try (LockHold hold = shared()) {
			assertThat(hold).isNotNull();
			assertThat(LockRegistry.JVM.take(file("a"))).isEqualTo(new HeldHere());
		}
	}

	@Test
	void dutiesAreForTheFirstThatGetsALockAndTheLastThatGivesItBack() {
		LockHold first = shared();
		LockHold second = shared();
		first.close();
		assertThat(this.told).containsExactly("taken a");
		second.close();
		assertThat(this.told).containsExactly("taken a", "giving back a");
	}

	@Test
	void processThatEndsAtOnceDoesItsDutiesAndKeepsItsLocks() {
		try (LockHold hold = shared()) {
			assertThat(hold).isNotNull();
			LockRegistry.JVM.processEnds();
			assertThat(this.told).containsExactly("taken a", "giving back a");
			assertThat(LockRegistry.JVM.take(file("a"))).isEqualTo(new HeldHere());
		}
	}

	@Test
	void fileSystemWithoutLocksIsToldInTheWordsOfTheFile() {
		NotGuaranteed refusal = new GuardedFile(Path.of("/data/a"), "job state file", "/var/lib").notLocked("why");
		assertThat(refusal.fact()).isEqualTo("The file system of /data/a.lock gives no locks: why.");
		assertThat(refusal.wayOut()).isEqualTo("Put the job state file on a local file system, as /var/lib");
	}

	private LockHold taken() {
		return hold(LockRegistry.JVM.take(file("a")));
	}

	private LockHold shared() {
		return hold(LockRegistry.JVM.share(file("a"), new Noted()));
	}

	private GuardedFile file(String name) {
		return new GuardedFile(this.directory.resolve(name), "file", "/run");
	}

	private static LockHold hold(LockOutcome outcome) {
		assertThat(outcome).isInstanceOf(Acquired.class);
		return ((Acquired) outcome).hold();
	}

	private final class Noted implements LockDuties {

		@Override
		public void taken(Path file) {
			LockRegistryTests.this.told.add("taken " + file.getFileName());
		}

		@Override
		public void givingBack(Path file) {
			LockRegistryTests.this.told.add("giving back " + file.getFileName());
		}

	}

}
