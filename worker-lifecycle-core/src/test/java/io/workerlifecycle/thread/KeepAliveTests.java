package io.workerlifecycle.thread;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class KeepAliveTests {

	private final KeepAlive keepAlive = new KeepAlive();

	/** Threads of other tests in this process. */
	private final Set<Thread> others = threads();

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

	private Optional<Thread> thread() {
		return threads().stream().filter((thread) -> !this.others.contains(thread)).findAny();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("worker-lifecycle-keep-alive"))
			.collect(Collectors.toSet());
	}

}
