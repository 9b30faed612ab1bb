package io.workerlifecycle.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * The messages of one worker that failed and will come again. It remembers a bounded
 * number of them; of one that is forgotten the attempts begin anew. All lanes use it.
 */
final class FailedMessages {

	static final int CAPACITY = 10_000;

	private final Map<MessageKey, FailedMessage> byKey = Collections.synchronizedMap(new Bounded());

	/**
	 * Whether anything is remembered: a message that goes well must not wait for the
	 * lock. Written under that of the map.
	 */
	private volatile boolean any;

	@Nullable FailedMessage find(MessageSource source, Message<?> message) {
		return this.any ? this.byKey.get(MessageKey.of(source, message)) : null;
	}

	void put(MessageSource source, Message<?> message, FailedMessage failed) {
		synchronized (this.byKey) {
			this.byKey.put(MessageKey.of(source, message), failed);
			this.any = true;
		}
	}

	void forget(MessageSource source, Message<?> message) {
		if (this.any) {
			synchronized (this.byKey) {
				this.byKey.remove(MessageKey.of(source, message));
				this.any = !this.byKey.isEmpty();
			}
		}
	}

	/**
	 * A new life waits for none: whoever restarts a worker wants to see whether it goes
	 * now.
	 */
	void attemptAtOnce() {
		synchronized (this.byKey) {
			this.byKey.replaceAll((key, failed) -> failed.due(null));
		}
	}

	boolean isEmpty() {
		return !this.any;
	}

	private static final class Bounded extends LinkedHashMap<MessageKey, FailedMessage> {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<MessageKey, FailedMessage> eldest) {
			return size() > CAPACITY;
		}

	}

}
