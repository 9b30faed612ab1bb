package io.workerlifecycle.message;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * One thread's way of taking messages from one channel, turn by turn, as long as the
 * worker runs. All but what {@link InFlight} and {@link Tally} show belongs to its
 * thread.
 */
final class Lane {

	/** How often a busy lane asks whether it may go on: asking reads the clock. */
	private static final long ASK_NANOS = 1_000_000;

	private final MessageLoop loop;

	private final LaneContext context;

	private final Intake intake;

	private final SourceWatch source;

	private final FailureHandling failures;

	private final Tally tally = new Tally();

	private final InFlight inFlight = new InFlight();

	private final Turn turn;

	/** When the last turn that took anything was over. */
	private long endNanos;

	private long askedNanos;

	private long nanosEach;

	Lane(MessageLoop loop, LaneContext context, SourceWatch source) {
		this.loop = loop;
		this.context = context;
		this.source = source;
		this.intake = source.intake(context.workerName());
		this.failures = new FailureHandling(loop, context, source.source(), this.intake, this.tally);
		this.turn = loop.turn(this, context);
		this.askedNanos = loop.resources().time().nanoTime();
		this.endNanos = this.askedNanos;
	}

	/** Works until the worker stops. */
	void run(LaneGroup group) {
		this.inFlight.lane(Thread.currentThread());
		try {
			while (!group.hasEnded() && mayGoOn()) {
				once();
			}
		}
		finally {
			group.returned(this.intake.giveBack());
		}
	}

	private boolean mayGoOn() {
		if (this.endNanos - this.askedNanos < ASK_NANOS && this.tally.handled() > 0) {
			return !this.context.isStopRequested();
		}
		boolean goesOn = this.context.keepRunning();
		this.askedNanos = this.loop.resources().time().nanoTime();
		return goesOn;
	}

	private void once() {
		this.tally.reset();
		try {
			this.intake.exchange(this.turn);
		}
		catch (SourceException ex) {
			this.tally.reset();
			this.context.awaitStop(this.source.failed(ex));
			return;
		}
		this.source.reached();
		tell();
	}

	private void tell() {
		int processed = this.tally.processed();
		for (int i = 0; i < processed; i++) {
			this.context.recordSuccess();
		}
		this.tally.settled().forEach(this.loop.failed()::forget);
		this.tally.tell(this.loop.observer(), this.nanosEach);
	}

	@Nullable Message<?> take() throws SourceException {
		return this.intake.take(settings().pollTimeout().toMillis());
	}

	/**
	 * Takes one more message, for a batch.
	 * @return {@code null} if none came in that time, or the worker stops
	 */
	@Nullable Message<?> takeWithin(long limitNanos) throws SourceException {
		long begunNanos = this.loop.resources().time().nanoTime();
		long leftNanos = limitNanos;
		while (leftNanos > 0 && !this.context.isStopRequested()) {
			long waitMillis = Math.min(settings().pollTimeout().toMillis(), leftNanos / 1_000_000 + 1);
			Message<?> message = this.intake.take(waitMillis);
			if (message != null) {
				return message;
			}
			leftNanos = limitNanos - (this.loop.resources().time().nanoTime() - begunNanos);
		}
		return null;
	}

	void begin(Message<?> first, int messages) {
		this.inFlight.begin(first, messages, this.loop.resources().time().nanoTime());
	}

	void end() {
		this.endNanos = this.loop.resources().time().nanoTime();
		this.nanosEach = (this.endNanos - this.inFlight.sinceNanos()) / Math.max(1, this.inFlight.count());
		this.inFlight.end();
	}

	@Nullable FailedMessage failedBefore(Message<?> message) {
		return this.loop.failed().find(message);
	}

	boolean isStopRequested() {
		return this.context.isStopRequested();
	}

	void awaitStop(long delayMillis) {
		if (delayMillis > 0) {
			this.context.awaitStop(Duration.ofMillis(delayMillis));
		}
	}

	String worker() {
		return this.context.workerName();
	}

	MessageSettings settings() {
		return this.loop.plan().settings();
	}

	Intake intake() {
		return this.intake;
	}

	FailureHandling failures() {
		return this.failures;
	}

	Tally tally() {
		return this.tally;
	}

	SourceWatch source() {
		return this.source;
	}

	InFlight inFlight() {
		return this.inFlight;
	}

}
