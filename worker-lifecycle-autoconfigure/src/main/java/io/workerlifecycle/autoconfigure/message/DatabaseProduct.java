package io.workerlifecycle.autoconfigure.message;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.jdbc.store.channel.ChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.H2ChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.MySqlChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.OracleChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;

/**
 * A product whose statements let each thread and each process take a message of its own,
 * past those that others hold.
 *
 * @param name its name
 * @param queries its statements
 */
record DatabaseProduct(String name, ChannelMessageStoreQueryProvider queries) {

	private static final Set<String> MYSQL = Set.of("MySQL", "MariaDB");

	/**
	 * Finds the product by the name that it says.
	 * @param queries the statements that the application has for it, if any
	 * @throws DurableChannelException if there are none for it
	 */
	static DatabaseProduct of(String name, @Nullable ChannelMessageStoreQueryProvider queries) {
		ChannelMessageStoreQueryProvider found = (queries != null) ? queries : builtIn(name);
		if (found == null) {
			throw DurableChannelException.unknownProduct(name);
		}
		return new DatabaseProduct(name, found);
	}

	private static @Nullable ChannelMessageStoreQueryProvider builtIn(String name) {
		return switch (name) {
			case "H2" -> new H2ChannelMessageStoreQueryProvider();
			case "PostgreSQL" -> new PostgresChannelMessageStoreQueryProvider();
			case "MySQL", "MariaDB" -> new MySqlChannelMessageStoreQueryProvider();
			case "Oracle" -> new OracleChannelMessageStoreQueryProvider();
			default -> null;
		};
	}

	boolean isH2() {
		return this.name.equals("H2");
	}

	boolean isPostgres() {
		return this.name.equals("PostgreSQL");
	}

	/** Where Spring Integration has the statements that make the table. */
	String script() {
		String platform = MYSQL.contains(this.name) ? "mysql" : this.name.toLowerCase(Locale.ROOT);
		return "org/springframework/integration/jdbc/schema-" + platform + ".sql";
	}

}
