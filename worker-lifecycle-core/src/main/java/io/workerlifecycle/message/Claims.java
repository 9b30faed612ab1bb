package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The messages that one lane has in hand, of a channel that may hand them to another at
 * the same time: a database gives back what a transaction has taken as soon as one of its
 * statements fails, before the lane knows. Used by the lane's thread.
 */
final class Claims {

	/** Who has what. All lanes of a worker share it. */
	private final Map<MessageKey, Claims> byKey;

	private final List<MessageKey> own = new ArrayList<>();

	/**
	 * Makes those of one lane.
	 * @param byKey what the lanes share, for use by many threads
	 */
	Claims(Map<MessageKey, Claims> byKey) {
		this.byKey = byKey;
	}

	/** Whether no other lane has it. */
	boolean add(MessageKey key) {
		Claims holder = this.byKey.putIfAbsent(key, this);
		if (holder == null) {
			this.own.add(key);
		}
		return holder == null || holder == this;
	}

	/** The lane has said what became of them. */
	void release() {
		if (!this.own.isEmpty()) {
			this.own.forEach(this.byKey::remove);
			this.own.clear();
		}
	}

}
