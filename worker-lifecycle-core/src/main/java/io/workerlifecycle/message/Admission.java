package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.time.TimeSource;

import org.springframework.messaging.Message;

/**
 * Whether a lane may attempt what it has taken: no other lane has it in hand, and if it
 * has failed before, its next attempt is due. A database gives back what a transaction
 * has taken as soon as one of its statements fails, before the lane knows, so that
 * another lane can take it. Used by the lane's thread.
 */
final class Admission {

	/** How often to look whether another lane still has a message in hand. */
	private static final long CLAIMED_MILLIS = 10;

	private final Lane lane;

	private final TimeSource time;

	/** Who has what in hand. All lanes of a worker share it. */
	private final Map<MessageKey, Admission> claims;

	/** What this lane has in hand. */
	private final List<MessageKey> own = new ArrayList<>();

	/**
	 * Makes that of one lane.
	 * @param claims what the lanes share, for use by many threads
	 */
	Admission(Lane lane, TimeSource time, Map<MessageKey, Admission> claims) {
		this.lane = lane;
		this.time = time;
		this.claims = claims;
	}

	/** Whether a message may be attempted now. */
	boolean isGranted(Message<?> message) {
		return claim(message) && millisUntilDue(message) == 0;
	}

	/**
	 * Holds a message until it may be attempted. For a lane that holds no other, so that
	 * lanes do not wait for each other.
	 * @return false if the worker is to stop before, or is held meanwhile
	 */
	boolean await(Message<?> message) {
		while (!claim(message)) {
			if (!rest(CLAIMED_MILLIS)) {
				this.lane.intake().leave();
				return false;
			}
		}
		long millis = millisUntilDue(message);
		return millis == 0 || rest(millis);
	}

	private boolean rest(long millis) {
		this.lane.awaitStop(millis);
		return !this.lane.isStopRequested() && !this.lane.isHeld();
	}

	private boolean claim(Message<?> message) {
		if (!this.lane.intake().isShared()) {
			return true;
		}
		MessageKey key = MessageKey.of(this.lane.source().source(), message);
		// Noted first: what is held and not noted would be held for ever.
		this.own.add(key);
		Admission holder = this.claims.putIfAbsent(key, this);
		if (holder != null) {
			this.own.remove(this.own.size() - 1);
		}
		return holder == null || holder == this;
	}

	private long millisUntilDue(Message<?> message) {
		FailedMessage before = this.lane.failedBefore(message);
		Long dueNanos = (before != null) ? before.dueNanos() : null;
		return (dueNanos != null) ? Math.max(0, (dueNanos - this.time.nanoTime() + Lane.NANOS - 1) / Lane.NANOS) : 0;
	}

	/** The lane has said what became of what it had in hand. */
	void release() {
		if (!this.own.isEmpty()) {
			this.own.forEach((key) -> this.claims.remove(key, this));
			this.own.clear();
		}
	}

}
