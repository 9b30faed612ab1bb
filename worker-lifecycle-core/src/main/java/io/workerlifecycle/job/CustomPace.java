package io.workerlifecycle.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/**
 * Fires when a {@link Trigger} says so, which is asked as Spring asks it: at the start,
 * and when the execution of a firing has ended. It is code of users, so it is asked on
 * the thread of who starts the job and on that of the execution; where there was no
 * execution, since the firing was refused, on a thread of its own. A trigger that throws,
 * or names no instant, is asked no more.
 */
final class CustomPace implements TimedPace {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final Trigger trigger;

	private final TimeSource time;

	private final Instant earliest;

	private final SimpleTriggerContext context;

	private final Executor refusals = new SerialExecutor("job-trigger");

	/** The firing whose execution has not ended. */
	private final AtomicReference<@Nullable Fired> open = new AtomicReference<>();

	CustomPace(Trigger trigger, TimeSource time, @Nullable Duration initialDelay) {
		this.trigger = trigger;
		this.time = time;
		this.earliest = time.now().plus((initialDelay != null) ? initialDelay : Duration.ZERO);
		this.context = new SimpleTriggerContext(new SourceClock(time, ZoneId.systemDefault()));
	}

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Override
	public @Nullable Due first() {
		return ask();
	}

	@Override
	public @Nullable Due next(Due fired) {
		this.open.set(new Fired(fired.instant(this.time), this.time.now()));
		return null;
	}

	/** An execution by hand, while no firing is open, changes nothing. */
	@Override
	public @Nullable Due afterEnd() {
		Fired fired = this.open.getAndSet(null);
		if (fired == null) {
			return null;
		}
		// A refused firing counts as ended too, or the next would be due at once.
		this.context.update(fired.scheduled(), fired.actual(), this.time.now());
		return ask();
	}

	@Override
	public void afterRefusal(Runnable question) {
		this.refusals.execute(question);
	}

	@Override
	public List<Instant> preview(Due next, int count) {
		return (count > 0) ? List.of(next.instant(this.time)) : List.of();
	}

	// Everything is caught: this is the end of an execution, and a trigger is no reason
	// for it not to end.
	private @Nullable Due ask() {
		try {
			Instant next = this.trigger.nextExecution(this.context);
			return (next != null) ? new Due.Wall(next.isAfter(this.earliest) ? next : this.earliest) : null;
		}
		catch (Throwable ex) {
			logger.error("The trigger '" + this.trigger.getClass().getName()
					+ "' of a job failed. It is asked no more, and the job fires by hand only until it is started "
					+ "anew", ex);
			return null;
		}
	}

	private record Fired(Instant scheduled, Instant actual) {
	}

	/** The wall clock of the time source. */
	private static final class SourceClock extends Clock {

		private final TimeSource time;

		private final ZoneId zone;

		SourceClock(TimeSource time, ZoneId zone) {
			this.time = time;
			this.zone = zone;
		}

		@Override
		public ZoneId getZone() {
			return this.zone;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new SourceClock(this.time, zone);
		}

		@Override
		public Instant instant() {
			return this.time.now();
		}

	}

}
