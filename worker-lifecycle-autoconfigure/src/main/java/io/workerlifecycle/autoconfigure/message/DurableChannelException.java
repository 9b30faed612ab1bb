package io.workerlifecycle.autoconfigure.message;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * Thrown at start when the application's database cannot keep messages. The message says
 * why; the action says how to mend it.
 */
@SuppressWarnings("serial")
final class DurableChannelException extends RuntimeException {

	private final String action;

	private DurableChannelException(String description, String action, Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	private DurableChannelException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

	static DurableChannelException noTable(DatabaseProduct product, Throwable cause) {
		return new DurableChannelException(
				"Durable channels keep their messages in the table INT_CHANNEL_MESSAGE, and it cannot be read.",
				"Make it by a migration, from " + product.script()
						+ " of spring-integration-jdbc; or, with spring-boot-integration on the class path, set "
						+ "spring.integration.jdbc.initialize-schema=always.",
				cause);
	}

	static DurableChannelException unknownProduct(String name) {
		return new DurableChannelException(
				"There are no statements for " + name + " that let several threads take messages of their own.",
				"Use H2, PostgreSQL, MySQL, MariaDB or Oracle, or declare a bean of type "
						+ "ChannelMessageStoreQueryProvider.");
	}

	static DurableChannelException otherTransactions(PlatformTransactionManager transactions) {
		return new DurableChannelException(
				"The transaction manager " + transactions.getClass().getName()
						+ " does not manage the data source of the durable channels, so a message that is taken could "
						+ "not be given back.",
				"Use a transaction manager of that data source, such as JdbcTransactionManager, and make it primary.");
	}

	static DurableChannelException unreachable(Throwable cause) {
		return new DurableChannelException("The database of the durable channels cannot be reached: " + cause,
				"See whether it runs, and whether spring.datasource.* says how to reach it.", cause);
	}

}
