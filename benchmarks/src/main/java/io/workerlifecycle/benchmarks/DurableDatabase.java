package io.workerlifecycle.benchmarks;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that has the messages, as an application sees it.
 *
 * @param dataSource a pool with Hikari's defaults
 * @param transactions its transactions
 */
record DurableDatabase(HikariDataSource dataSource, JdbcTransactionManager transactions) {

	/** What the messages are known by in the database. */
	static final String CHANNEL = "numbers";

	static DurableDatabase at(String url) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url);
		return new DurableDatabase(dataSource, new JdbcTransactionManager(dataSource));
	}

	/** Makes the table, as Spring Integration's script has it. */
	void createTable() {
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/integration/jdbc/schema-postgresql.sql"));
		script.setContinueOnError(true);
		script.execute(this.dataSource);
	}

	void empty() {
		jdbc().execute("TRUNCATE INT_CHANNEL_MESSAGE");
	}

	/**
	 * Sends messages, each in a transaction of its own.
	 * @return how many a second
	 */
	double sendEach(QueueChannel channel, int messages) {
		long begunNanos = System.nanoTime();
		send(channel, messages);
		return messages * 1e9 / (System.nanoTime() - begunNanos);
	}

	/** Sends messages in one transaction, and leaves the table as if it were at rest. */
	void sendTogether(QueueChannel channel, int messages) {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> send(channel, messages));
		jdbc().execute("VACUUM ANALYZE INT_CHANNEL_MESSAGE");
		jdbc().execute("CHECKPOINT");
	}

	private static void send(QueueChannel channel, int messages) {
		for (int i = 0; i < messages; i++) {
			channel.send(new GenericMessage<>("message"));
		}
	}

	/** What a setting of the server is. */
	String setting(String name) {
		return String.valueOf(jdbc().queryForObject("SHOW " + name, String.class));
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.dataSource);
	}

}
