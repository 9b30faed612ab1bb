package io.workerlifecycle.sample;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything that went wrong with single paths since the start. Safe for use by several
 * threads.
 */
final class Troubles {

	private final Clock clock;

	private final Map<TroubleKind, TroubleList> lists = new EnumMap<>(TroubleKind.class);

	private final AtomicLong scan = new AtomicLong();

	Troubles(Clock clock) {
		this.clock = clock;
		for (TroubleKind kind : TroubleKind.values()) {
			this.lists.put(kind, new TroubleList());
		}
	}

	void add(TroubleKind kind, FileKey key, String reason) {
		list(kind).add(key, this.scan.get(), trouble(key, reason));
	}

	/**
	 * Says that a stored file cannot be read, which no scan looks at.
	 * @param key the file
	 * @param reason what was wrong, for people
	 */
	void addUntilRead(FileKey key, String reason) {
		list(TroubleKind.UNREADABLE).add(key, Long.MAX_VALUE, trouble(key, reason));
	}

	/**
	 * Says that a file was read well or is gone: what was wrong with it is over.
	 * @param key the file
	 */
	void settle(FileKey key) {
		list(TroubleKind.UNREADABLE).remove(key);
		list(TroubleKind.ALTERED).remove(key);
	}

	/**
	 * Says that a scan has seen the whole tree. Loops that it did not see are over; files
	 * that are unreadable have two scans longer, because the hasher comes after the scan.
	 * What vanished or changed is an event, and stays.
	 */
	void scanEnded() {
		long ended = this.scan.getAndIncrement();
		list(TroubleKind.UNREADABLE).forgetBefore(ended - 1);
		list(TroubleKind.LOOP).forgetBefore(ended);
	}

	long times(TroubleKind kind) {
		return list(kind).times();
	}

	TroubleReport report(TroubleKind kind) {
		return list(kind).report();
	}

	private Trouble trouble(FileKey key, String reason) {
		return new Trouble(key.display(), VisibleText.of(reason), this.clock.instant());
	}

	private TroubleList list(TroubleKind kind) {
		return Objects.requireNonNull(this.lists.get(kind));
	}

}
