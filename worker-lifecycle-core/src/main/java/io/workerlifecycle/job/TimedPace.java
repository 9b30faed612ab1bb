package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * A pace that is one job's own, with a timer for its next firing. Where not said
 * otherwise it is asked quickly and without strangers, so that a lock does no harm.
 */
sealed interface TimedPace extends Pace permits FixedRatePace, FixedDelayPace, AtPace, CustomPace {

	TimeSource time();

	/**
	 * The first firing, or null if that depends on an execution. Asked under no lock, on
	 * the thread of who starts the job.
	 */
	@Nullable Due first();

	/** The firing after one that is due now, or null if that depends on its execution. */
	@Nullable Due next(Due fired);

	/**
	 * The next firing, now that an execution ended or was refused; null for no change.
	 * Asked under no lock.
	 */
	@Nullable Due afterEnd();

	/** Where to ask for the next firing when one was refused. */
	default void afterRefusal(Runnable question) {
		question.run();
	}

	/** The firings to come, as far as they are known. */
	List<Instant> preview(Due next, int count);

	@Override
	default Run run(Consumer<Instant> firing) {
		return new TimedRun(this, firing);
	}

}
