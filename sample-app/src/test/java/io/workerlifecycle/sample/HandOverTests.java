package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of how findings come into their durable channel: together, or not at all.
 */
@Timeout(60)
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "worker-lifecycle.auto-startup=false", "worker-lifecycle.instance.pid-file=" })
class HandOverTests {

	@TempDir
	private static Path root;

	@TempDir
	private static Path data;

	@Autowired
	private TreeScan scan;

	@Autowired
	private HashWorker hasher;

	@Autowired
	private FindingQueue queue;

	@Autowired
	private FileStore store;

	@Autowired
	private QueueChannel findings;

	@Autowired
	private TransactionTemplate transactions;

	@DynamicPropertySource
	static void directories(DynamicPropertyRegistry registry) {
		registry.add("sample.root", root::toString);
		registry.add("sample.data", data::toString);
	}

	@BeforeAll
	static void writeFiles() throws IOException {
		for (int number = 0; number < 3; number++) {
			Files.writeString(root.resolve("file" + number), "content " + number);
		}
	}

	@Test
	void scanWhoseTransactionRollsBackFailsAndTheNextFindsAllAgain() throws IOException {
		ChannelInterceptor fault = new Fault();
		this.findings.addInterceptor(fault);
		assertThatExceptionOfType(MessageDeliveryException.class)
			.isThrownBy(() -> this.scan.scan(ManualJobContext.running()));
		assertThat(this.queue.depth()).as("the first finding was sent, and rolled back").isZero();
		this.findings.removeInterceptor(fault);
		this.scan.scan(ManualJobContext.running());
		assertThat(this.queue.depth()).as("files and the end of the scan").isEqualTo(4);
		new HashLane(this.hasher, this.findings, this.transactions).run(ManualWorkerContext.untilEmpty(this.queue));
		assertThat(this.store.totals().files()).isEqualTo(3);
		assertThat(this.store.totals().since()).isNotNull();
	}

	/**
	 * A database that fails while the second finding is sent.
	 */
	private static final class Fault implements ChannelInterceptor {

		private final AtomicInteger sends = new AtomicInteger();

		@Override
		public Message<?> preSend(Message<?> message, MessageChannel channel) {
			if (this.sends.incrementAndGet() == 2) {
				throw new MessageDeliveryException(message, "The database is away");
			}
			return message;
		}

	}

}
