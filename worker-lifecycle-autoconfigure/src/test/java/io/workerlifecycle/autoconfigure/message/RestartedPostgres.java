package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server that can be stopped and started on the same data and port.
 */
final class RestartedPostgres implements AutoCloseable {

	private final Path data;

	private EmbeddedPostgres server;

	RestartedPostgres(Path data) throws IOException {
		this.data = data;
		this.server = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
	}

	DataSource database() {
		return this.server.getPostgresDatabase();
	}

	String url() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/postgres";
	}

	void restart() throws IOException {
		int port = this.server.getPort();
		this.server.close();
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setPort(port)
			.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
