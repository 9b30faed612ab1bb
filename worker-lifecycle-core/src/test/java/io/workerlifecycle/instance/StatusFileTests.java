package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.workerlifecycle.lock.LockOutcome.Acquired;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class StatusFileTests {

	@TempDir
	private Path directory;

	private Path pidFile;

	private StatusFile file;

	@BeforeEach
	void nameFiles() {
		this.pidFile = this.directory.resolve("orders.pid");
		this.file = StatusFile.of(this.pidFile);
	}

	@Test
	void valuesAreReadAsTheyWereWritten() throws IOException {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("pid", "4711");
		values.put("reload.reason", "a=b ü");
		this.file.publish(values);
		assertThat(this.file.read()).containsExactlyEntriesOf(values);
		assertThat(this.directory.resolve("orders.pid.status")).hasContent("pid=4711\nreload.reason=a=b ü\n");
		assertThat(this.directory.toFile().list()).hasSize(1);
	}

	@Test
	void valueCannotBeginAnotherKey() throws IOException {
		this.file.publish(Map.of("reload.reason", "no\nstate=READY\u2028x"));
		assertThat(this.file.read()).containsExactly(Map.entry("reload.reason", "no state=READY x"));
	}

	@Test
	void hostileContentDoesNotReachATerminal() throws IOException {
		Files.writeString(this.file.path(), "pid=4711\nstate=\u001b[2JREADY\nnonsense\n" + "x".repeat(100_000));
		assertThat(this.file.read()).containsOnly(Map.entry("pid", "4711"), Map.entry("state", "[2JREADY"));
	}

	@Test
	void whoGetsTheLockRemovesWhatAnEndedProcessLeft() throws IOException {
		Files.writeString(this.file.path(), "pid=1\nstate=READY\n");
		Acquired acquired = (Acquired) new InstanceLock(this.pidFile).tryAcquire();
		assertThat(this.file.path()).doesNotExist();
		this.file.publish(Map.of("state", "READY"));
		acquired.hold().close();
		assertThat(this.file.path()).doesNotExist();
	}

	@Test
	void whoGetsTheLockRemovesFilesThatAProcessWasKilledOver() throws IOException {
		List<Path> left = List.of(beside(".123.new"), beside(".status.456.new"));
		List<Path> others = List.of(beside(".new"), beside(".d.new"), beside(".status.bak.new"), beside("x.1.new"));
		for (Path file : Stream.concat(left.stream(), others.stream()).toList()) {
			Files.writeString(file, "4711");
		}
		Path directory = Files.createDirectory(beside(".9.new"));
		((Acquired) new InstanceLock(this.pidFile).tryAcquire()).hold().close();
		assertThat(left).noneMatch(Files::exists);
		assertThat(others).allMatch(Files::exists);
		assertThat(directory).exists();
	}

	private Path beside(String suffix) {
		return this.pidFile.resolveSibling(this.pidFile.getFileName() + suffix);
	}

	@Test
	void lockIsHeldHereFromTheFirstHoldToTheLast() {
		InstanceLock lock = new InstanceLock(this.pidFile);
		assertThat(lock.isHeldHere()).isFalse();
		Acquired acquired = (Acquired) lock.tryAcquire();
		assertThat(lock.isHeldHere()).isTrue();
		acquired.hold().close();
		assertThat(lock.isHeldHere()).isFalse();
	}

}
