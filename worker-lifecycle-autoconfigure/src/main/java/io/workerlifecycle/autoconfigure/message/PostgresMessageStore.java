package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.util.UUIDConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.messaging.Message;

/**
 * A message store that takes many messages by one statement, on PostgreSQL.
 */
final class PostgresMessageStore extends JdbcChannelMessageStore implements BatchStore {

	/**
	 * The array makes sure that rows are chosen once: a join may do so again and again,
	 * and take more than the limit. Rows come back in no order of their own.
	 */
	private static final String TAKE = """
			WITH TAKEN AS (
				DELETE FROM INT_CHANNEL_MESSAGE WHERE CTID = ANY (ARRAY(
					SELECT CTID FROM INT_CHANNEL_MESSAGE WHERE REGION = ? AND GROUP_KEY = ?
					ORDER BY CREATED_DATE, MESSAGE_SEQUENCE LIMIT ? FOR UPDATE SKIP LOCKED))
				RETURNING MESSAGE_ID, MESSAGE_CONTENT, CREATED_DATE, MESSAGE_SEQUENCE)
			SELECT MESSAGE_ID, MESSAGE_CONTENT FROM TAKEN ORDER BY CREATED_DATE, MESSAGE_SEQUENCE""";

	private static final String TAKE_ONE = """
			DELETE FROM INT_CHANNEL_MESSAGE WHERE CTID = (
				SELECT CTID FROM INT_CHANNEL_MESSAGE WHERE REGION = ? AND GROUP_KEY = ?
				ORDER BY CREATED_DATE, MESSAGE_SEQUENCE LIMIT 1 FOR UPDATE SKIP LOCKED)
			RETURNING MESSAGE_ID, MESSAGE_CONTENT""";

	private final JdbcTemplate jdbc;

	private final String region;

	private final StoredMessageMapper mapper;

	PostgresMessageStore(DataSource dataSource, String region, AllowedPayloads payloads) {
		super(dataSource);
		this.jdbc = new JdbcTemplate(dataSource);
		this.region = region;
		this.mapper = new StoredMessageMapper(payloads.reader());
	}

	@Override
	public List<Message<?>> pollMessagesFromGroup(String group, int most) {
		return this.jdbc.query(TAKE, this.mapper, this.region, UUIDConverter.getUUID(group).toString(), most);
	}

	/**
	 * Spring Integration's own way has the names of its parameters parsed for each
	 * message.
	 */
	@Override
	protected @Nullable Message<?> doPollForMessage(String groupKey) {
		List<Message<?>> messages = this.jdbc.query(TAKE_ONE, this.mapper, this.region, groupKey);
		return messages.isEmpty() ? null : messages.get(0);
	}

}
