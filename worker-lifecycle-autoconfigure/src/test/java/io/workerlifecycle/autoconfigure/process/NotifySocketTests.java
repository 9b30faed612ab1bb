package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Datagrams to a socket that another library listens at.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NotifySocketTests {

	@TempDir
	private Path directory;

	@Test
	void noticeReachesASocketInTheFileSystem() throws IOException {
		Path path = this.directory.resolve("notify");
		try (ServiceManagerSocket systemd = ServiceManagerSocket.at(path)) {
			new NotifySocket(path.toString()).send("READY=1\nSTATUS=alles läuft");
			assertThat(systemd.await("READY")).isEqualTo("READY=1\nSTATUS=alles läuft");
		}
	}

	@Test
	void noticeReachesASocketWithAnAbstractName() throws IOException {
		String name = "worker-lifecycle/" + this.directory.getFileName();
		try (ServiceManagerSocket systemd = ServiceManagerSocket.atAbstract(name)) {
			new NotifySocket("@" + name).send("READY=1");
			assertThat(systemd.await("READY")).isEqualTo("READY=1");
		}
	}

	@Test
	void socketThatIsNotThereIsAnError() {
		assertThatIOException()
			.isThrownBy(() -> new NotifySocket(this.directory.resolve("none").toString()).send("READY=1"));
	}

	@Test
	void nameThatIsNoneIsAnError() {
		assertThatIOException().isThrownBy(() -> new NotifySocket("vsock:2:1").send("READY=1"))
			.withMessageContaining("neither a path nor an abstract name");
		assertThatIOException().isThrownBy(() -> new NotifySocket("/" + "a".repeat(107)).send("READY=1"))
			.withMessageContaining("longer than 107 bytes");
	}

}
