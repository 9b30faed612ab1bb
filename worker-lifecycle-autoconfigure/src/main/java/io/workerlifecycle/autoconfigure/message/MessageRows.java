package io.workerlifecycle.autoconfigure.message;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.util.UUIDConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.messaging.Message;

/**
 * The rows of one channel, for who looks at its messages without taking them all. All but
 * {@link #oldest()} is used within transactions.
 */
final class MessageRows {

	private static final String OF_CHANNEL = " FROM INT_CHANNEL_MESSAGE WHERE REGION = ? AND GROUP_KEY = ?";

	private static final String OLDEST_FIRST = "SELECT MESSAGE_ID, MESSAGE_CONTENT" + OF_CHANNEL
			+ " ORDER BY REGION, GROUP_KEY, CREATED_DATE, MESSAGE_SEQUENCE";

	private static final String OLDEST = "SELECT MIN(CREATED_DATE)" + OF_CHANNEL;

	private static final String LOCK = "SELECT MESSAGE_ID" + OF_CHANNEL + " AND MESSAGE_ID = ? FOR UPDATE SKIP LOCKED";

	private static final String DELETE = "DELETE" + OF_CHANNEL + " AND MESSAGE_ID = ?";

	/** So that not all of them have to be in memory at once. */
	private static final int FETCHED = 100;

	private final JdbcTemplate jdbc;

	private final RowMapper<Message<?>> mapper;

	private final String region;

	private final String group;

	MessageRows(DataSource dataSource, RowMapper<Message<?>> mapper, String region, String channel) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.jdbc.setFetchSize(FETCHED);
		this.mapper = mapper;
		this.region = region;
		this.group = UUIDConverter.getUUID(channel).toString();
	}

	/**
	 * Reads messages, which stay.
	 * @param wanted says which
	 * @param most how many at most
	 * @return the messages, the oldest first
	 */
	List<Message<?>> find(Predicate<Message<?>> wanted, int most) {
		try (Stream<Message<?>> all = this.jdbc.queryForStream(OLDEST_FIRST, this.mapper, this.region, this.group)) {
			return List.copyOf(all.filter(wanted).limit(most).toList());
		}
	}

	/**
	 * When the oldest message was sent; {@code null} if there is none.
	 */
	@Nullable Instant oldest() {
		Long millis = this.jdbc.queryForObject(OLDEST, Long.class, this.region, this.group);
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * Keeps others from taking a message in this transaction.
	 * @return false if somebody else has it, or it is gone
	 */
	boolean lock(Message<?> message) {
		return !this.jdbc.queryForList(LOCK, String.class, this.region, this.group, id(message)).isEmpty();
	}

	void delete(Message<?> message) {
		this.jdbc.update(DELETE, this.region, this.group, id(message));
	}

	private static String id(Message<?> message) {
		return String.valueOf(message.getHeaders().getId());
	}

}
