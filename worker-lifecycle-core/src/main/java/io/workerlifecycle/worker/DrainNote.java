package io.workerlifecycle.worker;

import java.time.Duration;

import io.workerlifecycle.shutdown.DrainEntry;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.shutdown.DrainOutcome;

/**
 * Notes how one worker ended in a stop of its application, for the drain report. Used on
 * the supervisor's thread only.
 */
final class DrainNote {

	private final Watched watched;

	/** When the application asked; means something only while {@link #open}. */
	private long askedNanos;

	private boolean open;

	DrainNote(Watched watched) {
		this.watched = watched;
	}

	/** The application stops a worker that is there. */
	void open() {
		if (!this.open) {
			this.open = true;
			this.askedNanos = this.watched.time().nanoTime();
		}
	}

	/** A start has overtaken the stop. */
	void discard() {
		this.open = false;
	}

	void close(DrainOutcome outcome) {
		if (this.open) {
			this.open = false;
			Duration took = Duration.ofNanos(this.watched.time().nanoTime() - this.askedNanos);
			this.watched.ports()
				.resources()
				.shutdown()
				.ended(new DrainEntry(DrainKind.WORKER, this.watched.definition().name(), outcome, took));
		}
	}

}
