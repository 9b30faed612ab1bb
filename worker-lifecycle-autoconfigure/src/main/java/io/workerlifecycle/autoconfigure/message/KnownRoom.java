package io.workerlifecycle.autoconfigure.message;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The room that a channel is known to have. To count what is in a table takes the longer
 * the more that is, so it is not done for each message: an eighth of the room that was
 * counted is filled unseen, within a quarter of a second, since other processes fill it
 * too. Safe for use by several threads; no more get room in vain than count at once.
 */
final class KnownRoom {

	private static final int SHARE = 8;

	private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final IntSupplier count;

	private final LongSupplier nanoTime;

	private final BooleanSupplier shared;

	private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(0, 0));

	/**
	 * Creates one that knows of no room yet.
	 * @param count counts the room
	 * @param nanoTime the clock that says how long ago that was
	 * @param shared whether others see the room that the calling thread has counted
	 */
	KnownRoom(IntSupplier count, LongSupplier nanoTime, BooleanSupplier shared) {
		this.count = count;
		this.nanoTime = nanoTime;
		this.shared = shared;
	}

	/**
	 * Takes room for one message.
	 * @return false if there is none
	 */
	boolean take() {
		long nowNanos = this.nanoTime.getAsLong();
		Seen before = this.seen.get();
		while (before.room() > 0 && nowNanos - before.nanos() < NANOS) {
			if (this.seen.compareAndSet(before, new Seen(before.room() - 1, before.nanos()))) {
				return true;
			}
			before = this.seen.get();
		}
		return takeCounted(before, nowNanos);
	}

	/** What others have taken since must not be given away once more. */
	private boolean takeCounted(Seen before, long nowNanos) {
		int room = this.count.getAsInt();
		if (room > 0 && this.shared.getAsBoolean()) {
			this.seen.compareAndSet(before, new Seen((room - 1) / SHARE, nowNanos));
		}
		return room > 0;
	}

	/**
	 * Room that was counted.
	 *
	 * @param room what is left of it to be filled unseen
	 * @param nanos when it was counted
	 */
	private record Seen(int room, long nanos) {
	}

}
