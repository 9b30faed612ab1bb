package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.integration.support.converter.AllowListDeserializingConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.util.PatternMatchUtils;

/**
 * The classes that stored messages may have in them. Reading Java's serialized form makes
 * objects of any class that the bytes name, so who can write the table could run code;
 * therefore others are refused.
 */
final class AllowedPayloads {

	/** Values of Java, and what messages themselves are made of. */
	private static final List<String> ALWAYS = List.of("java.lang.*", "java.math.*", "java.time.*", "java.util.*",
			"org.springframework.messaging.*", "org.springframework.integration.message.*",
			"org.springframework.integration.support.*", "org.springframework.util.*",
			UnreadablePayload.class.getName());

	private final String[] patterns;

	AllowedPayloads(List<String> packages, List<String> patterns) {
		List<String> all = new ArrayList<>(ALWAYS);
		packages.forEach((name) -> all.add(name + ".*"));
		all.addAll(patterns);
		this.patterns = all.toArray(String[]::new);
	}

	AllowListDeserializingConverter reader() {
		AllowListDeserializingConverter reader = new Reader();
		reader.setAllowedPatterns(this.patterns);
		return reader;
	}

	/**
	 * Refuses what could be stored and not be read. It knows the payload itself, not what
	 * is in it.
	 * @throws MessageDeliveryException if its class is not allowed
	 */
	void check(Message<?> message) {
		Class<?> type = message.getPayload().getClass();
		if (!type.isArray() && !PatternMatchUtils.simpleMatch(this.patterns, type.getName())) {
			throw new MessageDeliveryException(message, "A payload of " + type.getName()
					+ " is not allowed in durable channels. Add it to worker-lifecycle.channels.allowed-payloads");
		}
	}

	/**
	 * Compares each class with the patterns once: a message has several, and always the
	 * same. They are known by name, as the patterns know them. Used by many threads.
	 */
	private static final class Reader extends AllowListDeserializingConverter {

		private final Set<String> allowed = ConcurrentHashMap.newKeySet();

		@Override
		protected void checkAllowList(Class<?> type) {
			if (!this.allowed.contains(type.getName())) {
				super.checkAllowList(type);
				this.allowed.add(type.getName());
			}
		}

	}

}
