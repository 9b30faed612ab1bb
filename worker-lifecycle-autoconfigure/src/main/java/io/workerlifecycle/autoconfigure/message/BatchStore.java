package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import org.springframework.messaging.Message;

/**
 * A store that takes many messages by one statement.
 */
interface BatchStore {

	/**
	 * Takes messages out of a group, past those that other transactions hold.
	 * @param most how many at most
	 * @return the messages that came first, in their order
	 */
	List<Message<?>> pollMessagesFromGroup(String group, int most);

}
