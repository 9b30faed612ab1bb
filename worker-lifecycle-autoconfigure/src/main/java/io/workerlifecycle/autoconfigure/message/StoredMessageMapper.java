package io.workerlifecycle.autoconfigure.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.integration.support.MutableMessageBuilder;
import org.springframework.integration.support.converter.AllowListDeserializingConverter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * Reads messages from their table. One that cannot be read becomes a message about that:
 * an exception would roll back, and the same message would come again for ever.
 */
final class StoredMessageMapper implements RowMapper<Message<?>> {

	private static final Log logger = LogFactory.getLog(DurableChannels.class);

	private final AllowListDeserializingConverter reader;

	StoredMessageMapper(AllowListDeserializingConverter reader) {
		this.reader = reader;
	}

	@Override
	public Message<?> mapRow(ResultSet row, int number) throws SQLException {
		byte[] content = row.getBytes("MESSAGE_CONTENT");
		String id = row.getString("MESSAGE_ID");
		try {
			return (Message<?>) this.reader.convert(content);
		}
		catch (SerializationFailedException | ClassCastException | LinkageError | StackOverflowError ex) {
			logger.error("The stored message " + id + " cannot be read; it is handed on as an UnreadablePayload", ex);
			return unreadable(id, content, ex);
		}
	}

	/** With the id of its row, by which the store deletes it. */
	private static Message<?> unreadable(String id, byte[] content, Throwable failure) {
		String reason = NestedExceptionUtils.getMostSpecificCause(failure).toString();
		return MutableMessageBuilder.withPayload(new UnreadablePayload(content, reason), false)
			.setHeader(MessageHeaders.ID, UUID.fromString(id))
			.build();
	}

}
