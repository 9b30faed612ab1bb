package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.util.List;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Durable channels on PostgreSQL.
 */
class PostgresDurableChannelTests extends DurableChannelTests {

	private static EmbeddedPostgres postgres;

	private static DataSource database;

	@BeforeAll
	static void start() throws IOException {
		postgres = EmbeddedPostgres.builder().start();
		database = postgres.getPostgresDatabase();
		new ChannelSchema("postgresql").create(database);
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@Override
	DataSource database() {
		return database;
	}

	@Test
	void connectionThatIsLostGivesTheMessageBack() {
		send("a");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> transaction().executeWithoutResult((status) -> {
				assertThat(take(orders())).isEqualTo("a");
				int pid = jdbc().queryForObject("SELECT pg_backend_pid()", Integer.class);
				elsewhere(() -> jdbc().queryForList("SELECT pg_terminate_backend(?)", pid));
			}));
		assertThat(elsewhere(() -> take(orders()))).isEqualTo("a");
	}

	@Test
	void failureInATransactionThatIsHiddenGivesTheMessageBack() {
		send("a");
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> transaction().executeWithoutResult((status) -> {
				take(orders());
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> jdbc().queryForList("SELECT 1 / 0"));
			}));
		assertThat(List.of(take(orders()))).containsExactly("a");
	}

}
