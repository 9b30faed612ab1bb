package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.workerlifecycle.job.JobDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rechecks}.
 */
@Timeout(60)
class RechecksTests {

	@TempDir
	private Path root;

	@TempDir
	private Path data;

	private Monitor monitor;

	@BeforeEach
	void open() {
		this.monitor = new Monitor(this.root, this.data);
	}

	@AfterEach
	void close() {
		this.monitor.close();
	}

	@Test
	void fileThatChangedWhileItWasReadIsHashedAgainWithoutAScan() throws IOException {
		hashWhileWriting("file");
		assertThat(this.monitor.known()).isEmpty();
		this.monitor.rechecks.recheck(ManualJobContext.running());
		this.monitor.hash();
		assertThat(this.monitor.known()).containsExactly("file");
	}

	@Test
	void oneJobIsAddedForAllFilesOfABatch() throws IOException {
		hashWhileWriting("a", "b");
		assertThat(this.monitor.addedJobs).extracting(JobDefinition::name).containsExactly("recheck");
	}

	@Test
	void jobIsAddedAgainForEveryBatchAndSoPutOff() throws IOException {
		hashWhileWriting("a");
		hashWhileWriting("b");
		assertThat(this.monitor.addedJobs).hasSize(2);
		this.monitor.rechecks.recheck(ManualJobContext.running());
		assertThat(this.monitor.take()).hasSize(2);
	}

	@Test
	void steadyFilesNeedNoJob() throws IOException {
		Files.writeString(this.root.resolve("file"), "1");
		this.monitor.scanAndHash();
		assertThat(this.monitor.addedJobs).isEmpty();
	}

	@Test
	void fileIsHandedOverOnce() throws IOException {
		hashWhileWriting("file");
		this.monitor.rechecks.recheck(ManualJobContext.running());
		this.monitor.queue.settle(this.monitor.take());
		this.monitor.rechecks.recheck(ManualJobContext.running());
		assertThat(this.monitor.queue.depth()).isZero();
	}

	@Test
	void recheckThatIsToStopWaitsForNoRoom() throws IOException {
		hashWhileWriting("a", "b");
		while (this.monitor.channel.getRemainingCapacity() > 1) {
			this.monitor.channel.send(new GenericMessage<>("another"));
		}
		this.monitor.rechecks.recheck(ManualJobContext.stopped());
		assertThat(this.monitor.channel.getRemainingCapacity()).isOne();
	}

	@Test
	void moreFilesThanItsBoundAreLeftToTheScan() {
		for (int number = 0; number < 1001; number++) {
			this.monitor.rechecks.add(List.of(new Finding.Suspect(new FileKey("file" + number))));
		}
		assertThat(this.monitor.addedJobs).hasSize(1000);
	}

	private void hashWhileWriting(String... names) throws IOException {
		for (String name : names) {
			Files.writeString(this.root.resolve(name), "1");
		}
		this.monitor.openFilesBy((path) -> {
			Files.writeString(path, "2", StandardOpenOption.APPEND);
			return FileHasher.open(path);
		});
		this.monitor.scanAndHash();
		this.monitor.openFilesBy(FileHasher::open);
	}

}
