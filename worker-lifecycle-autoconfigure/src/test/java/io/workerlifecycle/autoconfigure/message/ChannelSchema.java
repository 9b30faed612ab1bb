package io.workerlifecycle.autoconfigure.message;

import javax.sql.DataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The table of durable channels, as a migration of users makes it.
 *
 * @param platform what the script is for
 */
record ChannelSchema(String platform) {

	void create(DataSource database) {
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/integration/jdbc/schema-" + this.platform + ".sql"));
		script.setContinueOnError(true);
		script.execute(database);
	}

}
