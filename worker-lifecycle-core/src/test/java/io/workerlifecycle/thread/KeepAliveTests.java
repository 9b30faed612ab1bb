package io.workerlifecycle.thread;

import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class KeepAliveTests {

	private final KeepAlive keepAlive = new KeepAlive();

	@Test
	void threadThatIsNoDaemonExistsFromTheFirstHoldToTheLastRelease() {
		this.keepAlive.hold("a");
		this.keepAlive.hold("b");
		assertThat(thread()).hasValueSatisfying((thread) -> assertThat(thread.isDaemon()).isFalse());
		this.keepAlive.release("a");
		assertThat(thread()).isPresent();
		this.keepAlive.release("b");
		Awaitility.await().until(() -> thread().isEmpty());
	}

	@Test
	void threadIsNoDaemonThoughADaemonMadeIt() throws Exception {
		Thread daemon = new Thread(() -> this.keepAlive.hold("a"));
		daemon.setDaemon(true);
		daemon.start();
		daemon.join();
		assertThat(thread()).hasValueSatisfying((thread) -> assertThat(thread.isDaemon()).isFalse());
		this.keepAlive.release("a");
		Awaitility.await().until(() -> thread().isEmpty());
	}

	@Test
	void holdAfterTheLastReleaseBringsTheThreadBack() {
		this.keepAlive.hold("a");
		this.keepAlive.release("a");
		this.keepAlive.hold("a");
		assertThat(thread()).isPresent();
		this.keepAlive.release("a");
		Awaitility.await().until(() -> thread().isEmpty());
	}

	private static Optional<Thread> thread() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("worker-lifecycle-keep-alive"))
			.findAny();
	}

}
