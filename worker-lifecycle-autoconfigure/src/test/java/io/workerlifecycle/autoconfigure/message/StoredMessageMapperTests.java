package io.workerlifecycle.autoconfigure.message;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class StoredMessageMapperTests {

	private static final UUID ID = UUID.randomUUID();

	private final StoredMessageMapper mapper = new StoredMessageMapper(
			new AllowedPayloads(List.of(), List.of(getClass().getPackageName() + ".*")).reader());

	@Test
	void messageIsReadAsItWasStored() throws SQLException {
		GenericMessage<String> message = new GenericMessage<>("order");
		assertThat(this.mapper.mapRow(row(message), 0)).isEqualTo(message);
	}

	@Test
	void messageWhoseClassCannotBeLinkedAnyMoreIsHandedOnAsOneThatCannotBeRead() throws SQLException {
		assertUnreadable(new Orphan(), "the parent is gone");
	}

	@Test
	void messageThatIsTooDeepForTheStackIsHandedOnAsOneThatCannotBeRead() throws SQLException {
		assertUnreadable(new Abyss(), "StackOverflowError");
	}

	private void assertUnreadable(Serializable payload, String reason) throws SQLException {
		Message<?> message = this.mapper.mapRow(row(new GenericMessage<>(payload)), 0);
		assertThat(message.getHeaders().getId()).isEqualTo(ID);
		assertThat(message.getPayload()).isInstanceOfSatisfying(UnreadablePayload.class,
				(unreadable) -> assertThat(unreadable.reason()).contains(reason));
	}

	private static ResultSet row(Message<?> message) {
		byte[] content = new SerializingConverter().convert(message);
		return (ResultSet) Proxy.newProxyInstance(StoredMessageMapperTests.class.getClassLoader(),
				new Class<?>[] { ResultSet.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "getBytes" -> content;
					case "getString" -> ID.toString();
					default -> throw new UnsupportedOperationException(method.getName());
				});
	}

	/** Reading it fails as that of a class whose parent is not there any more. */
	static final class Orphan implements Serializable {

		private static final long serialVersionUID = 1;

		private void readObject(ObjectInputStream stream) {
			throw new NoClassDefFoundError("the parent is gone");
		}

	}

	/** Reading it fails as that of a list whose links are read one within the other. */
	static final class Abyss implements Serializable {

		private static final long serialVersionUID = 1;

		private void readObject(ObjectInputStream stream) {
			throw new StackOverflowError();
		}

	}

}
