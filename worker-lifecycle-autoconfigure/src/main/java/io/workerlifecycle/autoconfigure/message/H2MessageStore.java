package io.workerlifecycle.autoconfigure.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A message store in which threads take messages past those that others hold, on H2.
 * There {@code FOR UPDATE SKIP LOCKED} with a limit locks every row before it applies the
 * limit, so the oldest rows are tried one by one, each by its key.
 */
final class H2MessageStore extends JdbcChannelMessageStore {

	/** All columns of the key, so that H2 goes along its index and sorts nothing. */
	private static final String OLDEST = "SELECT MESSAGE_ID, CREATED_DATE, MESSAGE_SEQUENCE FROM INT_CHANNEL_MESSAGE "
			+ "WHERE REGION = ? AND GROUP_KEY = ? ORDER BY REGION, GROUP_KEY, CREATED_DATE, MESSAGE_SEQUENCE LIMIT ?";

	private static final String LOCK = "SELECT MESSAGE_ID, MESSAGE_CONTENT FROM INT_CHANNEL_MESSAGE "
			+ "WHERE REGION = ? AND GROUP_KEY = ? AND CREATED_DATE = ? AND MESSAGE_SEQUENCE = ? FOR UPDATE SKIP LOCKED";

	/** How many rows are tried that nobody of this process holds. */
	private static final int TRIED = 8;

	private final JdbcTemplate jdbc;

	private final String region;

	private final StoredMessageMapper mapper;

	/** What transactions of this process hold. It only saves tries. */
	private final Set<Row> held = ConcurrentHashMap.newKeySet();

	H2MessageStore(JdbcTemplate jdbc, String region, AllowedPayloads payloads) {
		super(Objects.requireNonNull(jdbc.getDataSource()));
		this.jdbc = jdbc;
		this.region = region;
		this.mapper = new StoredMessageMapper(payloads.reader());
	}

	@Override
	protected @Nullable Message<?> doPollForMessage(String group) {
		List<Row> rows = this.jdbc.query(OLDEST, Row::of, this.region, group, this.held.size() + TRIED);
		for (Row row : rows) {
			Message<?> message = this.held.contains(row) ? null : lock(group, row);
			if (message != null) {
				hold(row);
				return message;
			}
		}
		return null;
	}

	private @Nullable Message<?> lock(String group, Row row) {
		List<Message<?>> locked = this.jdbc.query(LOCK, this.mapper, this.region, group, row.created(), row.sequence());
		return locked.isEmpty() ? null : locked.get(0);
	}

	private void hold(Row row) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			this.held.add(row);
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCompletion(int status) {
					H2MessageStore.this.held.remove(row);
				}
			});
		}
	}

	/** Sequences are of the whole table, so a row is known by these two. */
	private record Row(long created, long sequence) {

		static Row of(ResultSet result, int number) throws SQLException {
			return new Row(result.getLong("CREATED_DATE"), result.getLong("MESSAGE_SEQUENCE"));
		}

	}

}
