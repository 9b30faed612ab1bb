package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * When one job fires: nothing while stopped, and one run of its pace from a start to a
 * stop. May be called from any thread, and has no lock of its own.
 */
final class JobSchedule {

	private final Consumer<Instant> firing;

	/** Null while stopped. */
	private final AtomicReference<Pace.@Nullable Run> current = new AtomicReference<>();

	JobSchedule(Consumer<Instant> firing) {
		this.firing = firing;
	}

	/**
	 * Begins to fire.
	 * @return false if it fires already, and nothing was changed
	 */
	boolean start(Pace pace) {
		Pace.Run run = pace.run(this.firing);
		if (!this.current.compareAndSet(null, run)) {
			return false;
		}
		// A stop that comes first leaves a run that does not begin.
		run.begin();
		return true;
	}

	void stop() {
		Pace.Run run = this.current.getAndSet(null);
		if (run != null) {
			run.stop();
		}
	}

	/** An execution of the job ended; called on its thread. */
	void ended() {
		Pace.Run run = this.current.get();
		if (run != null) {
			run.ended();
		}
	}

	/** A firing of the job was refused, perhaps on the clock thread. */
	void refused() {
		Pace.Run run = this.current.get();
		if (run != null) {
			run.refused();
		}
	}

	List<Instant> preview(int count) {
		Pace.Run run = this.current.get();
		return (run != null) ? run.preview(count) : List.of();
	}

	@Nullable Instant next() {
		Pace.Run run = this.current.get();
		return (run != null) ? run.next() : null;
	}

}
