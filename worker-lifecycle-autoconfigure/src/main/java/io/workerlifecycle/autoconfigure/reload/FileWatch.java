package io.workerlifecycle.autoconfigure.reload;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.time.TimeSource;

/**
 * Looks at the configuration files every second, and asks for a reload when they say
 * something else than at the last one and have stayed so for a second: what somebody
 * still writes is left alone. It looks, and does not wait to be told, since no file
 * system tells of a link above a file that points elsewhere, and some tell nothing.
 * <p>
 * All of it happens on the thread of the reload.
 */
final class FileWatch implements ReloadObserver {

	static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Watched files;

	private final Executor thread;

	private final TimeSource time;

	/** What the files said when they were read last. */
	private FileStamps read = FileStamps.NONE;

	/** What they said when somebody looked last. */
	private FileStamps seen = FileStamps.NONE;

	/** Where somebody looked last. */
	private Set<ConfigPlace> lookedAt = Set.of();

	/** Whether it looks at all. Written on the thread of the reload. */
	private volatile boolean watching;

	FileWatch(Watched files, Executor thread, TimeSource time) {
		this.files = files;
		this.thread = thread;
		this.time = time;
	}

	/** The application is ready. */
	void begin() {
		this.thread.execute(() -> {
			this.watching = true;
			this.files.discover();
			this.read = look();
			this.seen = this.read;
			if (this.files.haveChanged()) {
				this.files.reload();
			}
			next();
		});
	}

	void end() {
		this.watching = false;
	}

	@Override
	public void begun(ReloadCause cause) {
		if (this.watching) {
			this.read = look();
		}
	}

	@Override
	public void ended(ReloadResult result) {
		if (this.watching) {
			Set<ConfigPlace> come = new HashSet<>(this.files.places());
			come.removeAll(this.lookedAt);
			this.read = this.read.with(FileStamps.of(come, FileStamps.NONE));
		}
	}

	private void poll() {
		if (!this.watching) {
			return;
		}
		FileStamps now = look();
		boolean settled = now.saysTheSameAs(this.seen);
		this.seen = now;
		if (settled && !now.saysTheSameAs(this.read)) {
			this.read = now;
			this.files.reload();
		}
		next();
	}

	private FileStamps look() {
		this.lookedAt = this.files.places();
		return FileStamps.of(this.lookedAt, this.seen);
	}

	private void next() {
		this.time.schedule(INTERVAL, () -> this.thread.execute(this::poll));
	}

	/**
	 * The files that are watched.
	 */
	interface Watched {

		/** Where they are, as the last reading has found out. */
		Set<ConfigPlace> places();

		/** Finds out where they are. */
		void discover();

		/** Reads them, and tells whether that would change anything. */
		boolean haveChanged();

		/** Asks for a reload. */
		void reload();

	}

}
