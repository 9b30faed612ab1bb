package io.workerlifecycle.message;

import java.time.Duration;
import java.util.List;
import java.util.Queue;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.ThreadProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * One thread's way of taking messages from one channel, turn by turn, as long as the
 * worker runs. All but what {@link InFlight}, {@link Tally} and {@link ThreadProgress}
 * show, and {@link #leave()}, belongs to its thread.
 */
final class Lane {

	/** How long a busy lane goes on before it asks whether it may: asking has a price. */
	private static final long ASK_NANOS = 1_000_000;

	/** How many turns it goes on at most, where time stands still. */
	private static final int ASK_TURNS = 64;

	/** Of a millisecond. */
	static final long NANOS = 1_000_000;

	/**
	 * How often a channel may say at once that it has nothing, before it is left alone.
	 */
	private static final int EARLY_TURNS = 16;

	/** How long it is left alone. */
	private static final long EARLY_MILLIS = 10;

	private final MessageLoop loop;

	private final LaneContext context;

	private final TimeSource time;

	private final SourceWatch source;

	private final Intake intake;

	private final Tally tally = new Tally();

	private final InFlight inFlight = new InFlight();

	private final Admission admission;

	private final ThreadProgress progress;

	private final Degradation degradation;

	private final FailureHandling failures;

	private final Turn turn;

	/** Whether the lane is to end, since another has. */
	private volatile boolean leaving;

	/** How many messages went back when the lane ended; read when its thread has. */
	private int returned;

	private long beginNanos;

	/** When the last turn that took anything was over. */
	private long endNanos;

	/** How long this turn has waited for a better time. */
	private long restedNanos;

	private long nanosEach;

	private long askedNanos;

	private int turnsSinceAsked;

	/** How many turns in a row have found nothing, and did not wait for anything. */
	private int earlyTurns;

	/** How long to wait when this turn is over. */
	private long delayMillis;

	Lane(MessageLoop loop, LaneContext life, SourceWatch source, Queue<Message<?>> overflow) {
		this.loop = loop;
		this.time = loop.resources().time();
		this.progress = new ThreadProgress(this.time);
		this.context = life.of(this.progress);
		this.source = source;
		this.intake = source.intake(life.workerName(), overflow);
		this.admission = new Admission(this, this.time, loop.claims());
		this.degradation = new Degradation(loop, this.context);
		this.failures = new FailureHandling(this, loop, this.context);
		this.turn = loop.turn(this, this.context);
	}

	/** Works until the worker stops. */
	void run() {
		this.inFlight.lane(Thread.currentThread());
		this.loop.threads().begin(this.progress);
		try {
			takeTurns();
		}
		finally {
			this.loop.threads().end(this.progress);
		}
	}

	private void takeTurns() {
		try {
			while (mayGoOn()) {
				once();
			}
		}
		finally {
			giveBack();
		}
	}

	/** The lane is to end after its turn. May be called by any thread. */
	void leave() {
		this.leaving = true;
	}

	/** Whoever works for this lane is to end at once. May be called by any thread. */
	void interrupt() {
		Thread thread = this.inFlight.thread();
		if (thread != null && thread != Thread.currentThread()) {
			thread.interrupt();
		}
	}

	private boolean mayGoOn() {
		if (this.tally.wentWell() && ++this.turnsSinceAsked < ASK_TURNS
				&& this.endNanos - this.askedNanos < ASK_NANOS) {
			return !isStopRequested();
		}
		boolean goesOn = !this.leaving && this.context.keepRunning();
		this.askedNanos = this.time.nanoTime();
		this.turnsSinceAsked = 0;
		return goesOn && !this.leaving;
	}

	private void once() {
		this.tally.reset();
		this.delayMillis = 0;
		try {
			exchange();
			tell();
		}
		finally {
			this.admission.release();
		}
		awaitStop(this.delayMillis);
	}

	private void exchange() {
		try {
			if (!this.intake.exchange(this.turn)) {
				this.tally.undo();
			}
			this.source.reached();
			slowDown();
		}
		catch (SourceException ex) {
			this.tally.undo();
			unreachable(ex);
		}
	}

	/**
	 * A channel may say at once that it has nothing, as one whose interceptor forbids to
	 * receive. Where time stands still nobody can tell.
	 */
	private void slowDown() {
		if (!this.tally.isEmpty() || !this.turn.taken().isEmpty()) {
			this.earlyTurns = 0;
			return;
		}
		long spentNanos = this.time.nanoTime() - this.askedNanos;
		long shortNanos = Math.min(EARLY_MILLIS * NANOS, settings().pollTimeout().toNanos() / 2);
		boolean early = spentNanos > 0 && spentNanos < shortNanos;
		this.earlyTurns = early ? this.earlyTurns + 1 : 0;
		if (this.earlyTurns > EARLY_TURNS) {
			this.delayMillis = Math.max(this.delayMillis, EARLY_MILLIS);
		}
	}

	/** A channel that does not like the interrupt of a stop is no news. */
	private void unreachable(SourceException failure) {
		if (!isStopRequested()) {
			this.delayMillis = Math.max(this.delayMillis, this.source.failed(failure).toMillis());
		}
	}

	private void tell() {
		int processed = this.tally.processed();
		if (processed > 0) {
			this.context.recordSuccesses(processed);
		}
		if (!this.tally.settled().isEmpty()) {
			this.tally.settled().forEach((message) -> this.loop.failed().forget(this.source.source(), message));
			this.tally.burials().forEach(this.failures::tell);
		}
		this.tally.tell(this.loop.observer(), this.nanosEach);
	}

	/** What the worker could not finish must not stumble over its interrupt. */
	private void giveBack() {
		boolean interrupted = Thread.interrupted();
		try {
			this.tally.reset();
			this.returned = this.intake.giveBack();
			this.tally.count(MessageOutcome.RETURNED, this.returned);
			this.tally.tell(this.loop.observer(), this.nanosEach);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Nullable Message<?> take() throws SourceException {
		return this.intake.take(pollMillis());
	}

	/** Takes the first messages of a batch. */
	List<Message<?>> takeMany(int most) throws SourceException {
		return this.intake.takeMany(most, pollMillis());
	}

	/** To wait for a message as long as that is no lack of progress. */
	private long pollMillis() {
		long millis = settings().pollTimeout().toMillis();
		this.progress.show(Math.max(this.askedNanos, this.endNanos) + millis * NANOS);
		return millis;
	}

	/**
	 * Takes more messages, for a batch.
	 * @return nothing if none came in that time, or the worker stops or is held
	 */
	List<Message<?>> takeManyWithin(int most, long limitNanos) throws SourceException {
		long begunNanos = this.time.nanoTime();
		long leftNanos = limitNanos;
		while (leftNanos > 0 && !isStopRequested() && !isHeld()) {
			long waitMillis = Math.min(settings().pollTimeout().toMillis(), leftNanos / NANOS + 1);
			this.progress.show(this.time.nanoTime() + waitMillis * NANOS);
			List<Message<?>> messages = this.intake.takeMany(most, waitMillis);
			if (!messages.isEmpty()) {
				return messages;
			}
			leftNanos = limitNanos - (this.time.nanoTime() - begunNanos);
		}
		return List.of();
	}

	void begin(Message<?> first, int messages) {
		this.degradation.reset();
		this.restedNanos = 0;
		this.beginNanos = this.time.nanoTime();
		this.progress.show(this.beginNanos);
		this.inFlight.begin(first, messages, this.beginNanos);
	}

	/** More are to come before the lane works on them. */
	void gathers(Message<?> first, int messages) {
		this.inFlight.begin(first, messages, InFlight.RESTING);
	}

	void end() {
		this.endNanos = this.time.nanoTime();
		long spentNanos = this.endNanos - this.beginNanos - this.restedNanos;
		int messages = this.inFlight.count();
		this.nanosEach = (messages > 1) ? spentNanos / messages : spentNanos;
		this.inFlight.end();
	}

	@Nullable FailedMessage failedBefore(Message<?> message) {
		return this.loop.failed().find(this.source.source(), message);
	}

	/** Of the next messages so many are to be taken one by one, in the next life too. */
	void suspect(int messages) {
		this.loop.suspect(messages);
	}

	int suspects() {
		return this.loop.suspects();
	}

	/** Whether the worker is to begin nothing for now. */
	boolean isHeld() {
		return this.context.isHeld();
	}

	boolean isStopRequested() {
		return this.leaving || this.context.isStopRequested();
	}

	/** Waits, but not through a stop, while the lane holds what it has taken. */
	void awaitStop(long millis) {
		if (millis > 0) {
			long begunNanos = this.time.nanoTime();
			this.inFlight.rest();
			this.context.awaitStop(Duration.ofMillis(millis));
			long nowNanos = this.time.nanoTime();
			this.restedNanos += nowNanos - begunNanos;
			this.inFlight.goOn(nowNanos);
		}
	}

	/** Waits when this turn is over, and the lane holds nothing. */
	void awaitStopAfterwards(long millis) {
		this.delayMillis = millis;
	}

	int returned() {
		return this.returned;
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

	Degradation degradation() {
		return this.degradation;
	}

	Admission admission() {
		return this.admission;
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
