package io.workerlifecycle.benchmarks;

import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * How many messages a second are taken from a channel in PostgreSQL with an empty
 * handler, and how many are sent to it.
 */
final class DurableThroughput {

	/**
	 * Whether a commit waits for the disk, as with a server's own settings; the embedded
	 * one leaves that out.
	 */
	private static final boolean SAFE = Boolean.getBoolean("safe");

	private DurableThroughput() {
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		try (EmbeddedPostgres postgres = server().start()) {
			String url = postgres.getJdbcUrl("postgres", "postgres");
			DurableDatabase database = DurableDatabase.at(url);
			database.createTable();
			Rounds<DurablePeer> rounds = Rounds.configured(5, DurablePeer.class);
			rounds.announce("messages in PostgreSQL " + database.setting("server_version") + ", fsync "
					+ database.setting("fsync") + ", synchronous_commit " + database.setting("synchronous_commit")
					+ ", empty handler");
			database.dataSource().close();
			new Comparison<>(DurableApplication.class, List.of("taken a second", "sent a second"), DurablePeer.POLLER)
				.run(rounds, url)
				.print();
		}
	}

	private static EmbeddedPostgres.Builder server() {
		EmbeddedPostgres.Builder server = EmbeddedPostgres.builder();
		return SAFE ? server.setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on") : server;
	}

}
