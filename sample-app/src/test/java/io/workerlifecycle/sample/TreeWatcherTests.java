package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link TreeWatcher}, on the watch service of the system.
 */
@Timeout(60)
class TreeWatcherTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	private final QueueChannel channel = new QueueChannel(100);

	private final FindingQueue queue = new FindingQueue(this.channel, TransactionOperations.withoutTransaction(), 10);

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final ManualWorkerContext context = new ManualWorkerContext(() -> !this.stopped.get(), this.stopped::get);

	private final List<Finding> found = new ArrayList<>();

	private WatchedTree tree;

	private TreeWatcher watcher;

	private Thread thread;

	@BeforeEach
	void start() throws IOException {
		Files.createDirectories(this.root.resolve("there/below"));
		Files.createDirectories(this.root.resolve("left-out"));
		this.tree = new WatchedTree(this.root, this.data, List.of("left-out"));
		this.watcher = new TreeWatcher(this.tree, this.queue);
		this.watcher.onStartup(this.context);
		this.thread = new Thread(() -> this.watcher.run(this.context));
		this.thread.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.stopped.set(true);
		this.thread.join();
		this.context.close();
	}

	@Test
	void fileThatAppearsIsFound() throws IOException {
		Path file = Files.writeString(this.root.resolve("there/below/new"), "1");
		awaitFinding(new Finding.Suspect(this.tree.keyOf(file)));
	}

	@Test
	void fileThatGoesIsFound() throws IOException {
		Path file = Files.writeString(this.root.resolve("there/short"), "1");
		FileKey key = this.tree.keyOf(this.tree.root().resolve("there/short"));
		awaitFinding(new Finding.Suspect(key));
		Files.delete(file);
		awaitFinding(new Finding.Missing(key));
	}

	@Test
	void fileInADirectoryThatCameLaterIsFound() throws IOException {
		Path directory = Files.createDirectories(this.tree.root().resolve("later/deep"));
		Path file = Files.writeString(directory.resolve("new"), "1");
		awaitFinding(new Finding.Suspect(this.tree.keyOf(file)));
	}

	@Test
	void whatIsLeftOutIsNotLookedAt() throws IOException {
		Files.writeString(this.root.resolve("left-out/secret"), "1");
		Path file = Files.writeString(this.tree.root().resolve("open"), "1");
		awaitFinding(new Finding.Suspect(this.tree.keyOf(file)));
		assertThat(this.found).hasSize(1);
	}

	@Test
	void healthIsBadOnceTheTreeIsGone() throws IOException {
		this.watcher.checkHealth();
		Path other = Files.createDirectory(this.root.resolve("there/gone"));
		TreeWatcher blind = new TreeWatcher(new WatchedTree(other, this.data, List.of()), this.queue);
		Files.delete(other);
		assertThatIOException().isThrownBy(blind::checkHealth).withMessageContaining("gone");
	}

	private void awaitFinding(Finding expected) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			List<Finding> taken = HashLane.take(this.channel).stream().map(Message::getPayload).toList();
			this.found.addAll(taken);
			this.queue.settle(taken);
			assertThat(this.found).contains(expected);
		});
	}

}
