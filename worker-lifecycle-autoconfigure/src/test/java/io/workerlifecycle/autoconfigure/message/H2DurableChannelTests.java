package io.workerlifecycle.autoconfigure.message;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Durable channels on H2.
 */
@ExtendWith(OutputCaptureExtension.class)
class H2DurableChannelTests extends DurableChannelTests {

	private final DataSource database = new DriverManagerDataSource("jdbc:h2:mem:channels;DB_CLOSE_DELAY=-1", "sa", "");

	@Override
	DataSource database() {
		new ChannelSchema("h2").create(this.database);
		return this.database;
	}

	@Test
	void messageThatIsTooBigForTheColumnIsRefusedWithTheWayOut() {
		jdbc().execute("ALTER TABLE INT_CHANNEL_MESSAGE ALTER COLUMN MESSAGE_CONTENT VARBINARY(1000)");
		try {
			assertThatExceptionOfType(MessageDeliveryException.class)
				.isThrownBy(() -> orders().send(new GenericMessage<>(new byte[2000])))
				.withMessageContaining("MESSAGE_CONTENT");
		}
		finally {
			jdbc().execute("ALTER TABLE INT_CHANNEL_MESSAGE ALTER COLUMN MESSAGE_CONTENT LONGVARBINARY");
		}
		assertThat(orders().getQueueSize()).isZero();
	}

	@Test
	void databaseInMemorySaysThatItLosesWhatItHolds(CapturedOutput output) {
		assertThat(output).contains("lost with the process");
	}

	@Test
	void databaseInAFileWritesAtEachCommit(CapturedOutput output, @TempDir Path directory) {
		open("jdbc:h2:async:" + directory.resolve("orders"));
		assertThat(output).contains("SET WRITE_DELAY 0").doesNotContain("is interrupted");
	}

	@Test
	void databaseThatInterruptsBreakSaysSo(CapturedOutput output, @TempDir Path directory) {
		open("jdbc:h2:file:" + directory.resolve("orders"));
		assertThat(output).contains("is interrupted").contains("Write jdbc:h2:async:<path>");
	}

	private static void open(String url) {
		DataSource database = new DriverManagerDataSource(url + ";DB_CLOSE_DELAY=0", "sa", "");
		new H2Durability(new JdbcTemplate(database)).ensure();
	}

}
