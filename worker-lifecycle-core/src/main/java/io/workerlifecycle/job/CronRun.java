package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One job on a beat. It leaves out what is due before its initial delay is over, and
 * whatever was due when it came.
 */
final class CronRun implements Pace.Run {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final CronBeat beat;

	private final Duration initialDelay;

	private final Consumer<Instant> firing;

	/** Written under the lock of the beat. */
	private volatile Stage stage = Stage.NEW;

	CronRun(CronBeat beat, Duration initialDelay, Consumer<Instant> firing) {
		this.beat = beat;
		this.initialDelay = initialDelay;
		this.firing = firing;
	}

	@Override
	public void begin() {
		this.beat.add(this);
	}

	@Override
	public void stop() {
		this.beat.remove(this);
	}

	@Override
	public @Nullable Instant next() {
		return (this.stage instanceof Stage.On on) ? this.beat.next(on) : null;
	}

	@Override
	public List<Instant> preview(int count) {
		return Stream.iterate(next(), Objects::nonNull, this.beat::after).limit(count).toList();
	}

	/** Called under the lock of the beat. */
	boolean move(Stage next) {
		if (this.stage instanceof Stage.Off) {
			return false;
		}
		this.stage = next;
		return true;
	}

	Duration initialDelay() {
		return this.initialDelay;
	}

	/** Called on the clock thread, under no lock. What goes wrong is this job's alone. */
	void fire(CronBeat.Stroke stroke) {
		if (!(this.stage instanceof Stage.On on) || !on.hears(stroke)) {
			return;
		}
		try {
			this.firing.accept(stroke.due());
		}
		catch (Throwable ex) {
			logger.error("A firing of " + this.beat + " that was due at " + stroke.due() + " failed", ex);
		}
	}

	sealed interface Stage {

		Stage NEW = new New();

		Stage OFF = new Off();

		record New() implements Stage {
		}

		/**
		 * On the beat.
		 *
		 * @param firstStroke the number of the first stroke that it hears
		 * @param earliestNanos when the initial delay is over, on the clock that never
		 * jumps
		 */
		record On(long firstStroke, long earliestNanos) implements Stage {

			boolean hears(CronBeat.Stroke stroke) {
				return stroke.number() >= this.firstStroke && stroke.nanos() - this.earliestNanos >= 0;
			}

		}

		record Off() implements Stage {
		}

	}

}
