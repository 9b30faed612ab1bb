package io.workerlifecycle.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.time.TimeSource;

import org.springframework.messaging.Message;

/**
 * A turn in which a batch is taken and processed. After a batch that failed as a whole,
 * as many turns take one message each, so that a bad one is found.
 *
 * @param <T> the type of the payloads
 */
final class BatchTurn<T> implements Turn {

	private final Lane lane;

	private final DegradableWork<List<Message<T>>> work;

	private final PayloadConversion<T> conversion;

	private final TimeSource time;

	/** What this turn took. Used by the lane's thread. */
	private final List<Message<?>> taken = new ArrayList<>();

	/** What of that is worth an attempt. */
	private final List<Taken<T>> batch = new ArrayList<>();

	/** Whether a message found no way out, so that it must come again. */
	private boolean stuck;

	/** How many messages are still to be taken one by one. */
	private int alone;

	/** How long to wait before what failed in this turn is tried again in it. */
	private long delayMillis;

	BatchTurn(Lane lane, DegradableWork<List<Message<T>>> work, PayloadConversion<T> conversion, TimeSource time) {
		this.lane = lane;
		this.work = work;
		this.conversion = conversion;
		this.time = time;
		this.alone = lane.suspects();
	}

	@Override
	public boolean run() throws SourceException {
		this.taken.clear();
		this.batch.clear();
		this.stuck = false;
		try {
			collect();
			if (this.taken.isEmpty()) {
				this.lane.inFlight().release();
				return true;
			}
			this.lane.begin(this.taken.get(0), this.taken.size());
			return work();
		}
		finally {
			this.lane.end();
		}
	}

	private boolean work() {
		if (!prepareAll()) {
			this.alone = Math.max(this.alone, this.taken.size());
			return false;
		}
		boolean done = this.batch.isEmpty() || handle();
		this.alone -= (done && this.alone > 0) ? 1 : 0;
		return done && !this.stuck;
	}

	/**
	 * Until it is full, its first message has waited long enough, or the worker stops or
	 * is held.
	 */
	private void collect() throws SourceException {
		List<Message<?>> next = this.lane.takeMany(size());
		long begunNanos = this.time.nanoTime();
		while (!next.isEmpty()) {
			this.taken.addAll(next);
			this.lane.gathers(this.taken.get(0), this.taken.size());
			int room = size() - this.taken.size();
			next = (room > 0) ? others(room, begunNanos) : List.of();
		}
	}

	private int size() {
		return (this.alone > 0) ? 1 : this.lane.settings().batch().size();
	}

	private List<Message<?>> others(int most, long begunNanos) throws SourceException {
		Duration maxWait = this.lane.settings().batch().maxWait();
		if (maxWait.isZero()) {
			return this.lane.isStopRequested() ? List.of() : this.lane.intake().takeMany(most, 0);
		}
		return this.lane.takeManyWithin(most, maxWait.toNanos() - (this.time.nanoTime() - begunNanos));
	}

	/**
	 * False if one is to come again later, or has to leave alone.
	 */
	private boolean prepareAll() {
		return this.taken.stream().allMatch(this::isAdmitted) && this.taken.stream().allMatch(this::prepare);
	}

	/**
	 * One that has no further attempt leaves, and holds up no other.
	 * @return false if it cannot do so in this turn, or the worker was interrupted to
	 * stop
	 */
	private boolean prepare(Message<?> message) {
		FailedMessage before = this.lane.failedBefore(message);
		if (before != null && before.exhausted()) {
			return leaves(message, before);
		}
		try {
			this.batch.add(new Taken<>(message, this.conversion.convert(message)));
		}
		catch (Throwable ex) {
			if (this.lane.failures().isStop(ex)) {
				return false;
			}
			suspectAfter(ex);
			return leaves(message, this.lane.failures().hopeless(message, ex));
		}
		return true;
	}

	/**
	 * Alone where all is undone together: a letter may be sent where nothing undoes that,
	 * and the others may fail.
	 */
	private boolean leaves(Message<?> message, FailedMessage failed) {
		boolean together = this.lane.intake().isAllOrNothing();
		if (together && this.taken.size() > 1) {
			return false;
		}
		bury(message, failed);
		return !(together && this.stuck);
	}

	/** One that is to wait does so alone. */
	private boolean isAdmitted(Message<?> message) {
		return (this.taken.size() == 1) ? this.lane.admission().await(message)
				: this.lane.admission().isGranted(message);
	}

	private void bury(Message<?> message, FailedMessage failed) {
		if (!this.lane.failures().bury(message, failed)) {
			this.stuck = true;
		}
	}

	private boolean handle() {
		try {
			MessageOutcome outcome = this.work.process(messages());
			this.batch.forEach((message) -> processed(message, outcome));
			return true;
		}
		catch (BatchFailedException ex) {
			return namesAny(ex) ? partly(ex) : failed(ex);
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	private List<Message<T>> messages() {
		List<Message<T>> messages = new ArrayList<>(this.batch.size());
		this.batch.forEach((message) -> messages.add(message.converted()));
		return messages;
	}

	private boolean namesAny(BatchFailedException failure) {
		return this.batch.stream().anyMatch((message) -> failure.failureOf(message.converted()) != null);
	}

	private void processed(Taken<T> message, MessageOutcome outcome) {
		this.lane.tally().count(outcome, 1);
		this.lane.intake().done(message.original());
		if (this.lane.failedBefore(message.original()) != null) {
			this.lane.tally().settled(message.original());
		}
	}

	/** None of it counts: all come again, one by one. */
	private boolean failed(Throwable failure) {
		suspectAfter(failure);
		if (this.batch.size() == 1) {
			this.lane.failures().failed(this.batch.get(0).original(), failure);
		}
		else if (!this.lane.failures().isStop(failure)) {
			failedTogether(failure);
		}
		return false;
	}

	/** What ends the life may be the fault of any of them. */
	private void suspectAfter(Throwable failure) {
		if (FailureHandling.isFatal(failure)) {
			this.lane.suspect(Math.max(this.alone, this.taken.size()));
		}
	}

	private void failedTogether(Throwable failure) {
		boolean degrades = this.lane.failures().failedTogether(this.batch.size(), failure);
		this.alone = degrades ? 0 : this.batch.size();
	}

	/**
	 * The others are done, so what failed is tried again within this turn, one by one: it
	 * cannot be given back alone. Where a failure has spoiled the transaction of all,
	 * they all come again. What has no further attempt leaves last, when nothing else can
	 * fail.
	 */
	private boolean partly(BatchFailedException failure) {
		MessageOutcome outcome = this.lane.degradation().outcome();
		this.delayMillis = 0;
		List<Taken<T>> left = new ArrayList<>();
		List<Leaving> leaving = new ArrayList<>();
		for (Taken<T> message : this.batch) {
			Throwable cause = failure.failureOf(message.converted());
			if (cause == null) {
				processed(message, outcome);
			}
			else {
				note(message, cause);
				left.add(message);
			}
		}
		while (!left.isEmpty() && !isSpoiled()) {
			this.lane.awaitStop(this.delayMillis);
			this.delayMillis = 0;
			left.removeIf((message) -> !isSpoiled() && isOver(message, leaving));
		}
		return left.isEmpty() && buryAll(leaving);
	}

	private boolean buryAll(List<Leaving> leaving) {
		boolean together = this.lane.intake().isAllOrNothing();
		for (Leaving each : leaving) {
			if (isSpoiled() || (together && this.stuck)) {
				return false;
			}
			bury(each.message(), each.failed());
		}
		return true;
	}

	/** Nothing that is done from here on would hold. */
	private boolean isSpoiled() {
		boolean spoiled = this.lane.intake().isSpoiled();
		if (spoiled) {
			this.alone = Math.max(this.alone, this.taken.size());
		}
		return spoiled;
	}

	private void note(Taken<T> message, Throwable failure) {
		if (!this.lane.failures().isStop(failure)) {
			long nextMillis = this.lane.failures().note(message.original(), failure);
			this.delayMillis = Math.max(this.delayMillis, nextMillis);
		}
	}

	/** Whether a message is done with: processed, to leave, or given back for a stop. */
	private boolean isOver(Taken<T> message, List<Leaving> leaving) {
		FailedMessage failed = this.lane.failedBefore(message.original());
		if (failed != null && failed.exhausted()) {
			leaving.add(new Leaving(message.original(), failed));
			return true;
		}
		if (this.lane.isStopRequested()) {
			giveBack(message.original());
			return true;
		}
		return attempt(message);
	}

	private boolean attempt(Taken<T> message) {
		try {
			processed(message, this.work.process(List.of(message.converted())));
			return true;
		}
		catch (Throwable ex) {
			note(message,
					(ex instanceof BatchFailedException failure) ? failure.failureOrSelf(message.converted()) : ex);
			return false;
		}
	}

	private void giveBack(Message<?> message) {
		if (this.lane.intake().giveUp(message, new MessageReturnedException(this.lane.worker()))) {
			this.lane.tally().count(MessageOutcome.RETURNED, 1);
		}
		else {
			this.stuck = true;
		}
	}

	@Override
	public List<Message<?>> taken() {
		return this.taken;
	}

	@Override
	public void undone(Throwable failure) {
		this.lane.tally().undo();
		if (this.batch.size() > 1 && !this.lane.failures().isStop(failure)) {
			failedTogether(failure);
		}
		else if (!this.taken.isEmpty()) {
			this.lane.failures()
				.undone(this.batch.isEmpty() ? this.taken.get(0) : this.batch.get(0).original(), failure);
		}
	}

	/**
	 * One that has no further attempt.
	 */
	private record Leaving(Message<?> message, FailedMessage failed) {

	}

}
