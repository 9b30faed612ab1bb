package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

import io.workerlifecycle.time.TimeSource;

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

	/** What this turn took and is not done with. Used by the lane's thread. */
	private final List<Taken<T>> taken = new ArrayList<>();

	/** Whether a message found no way out, so that the whole turn must come again. */
	private boolean stuck;

	/** How many turns still take one message each. Used by the lane's thread. */
	private int alone;

	BatchTurn(Lane lane, DegradableWork<List<Message<T>>> work, PayloadConversion<T> conversion, TimeSource time) {
		this.lane = lane;
		this.work = work;
		this.conversion = conversion;
		this.time = time;
	}

	@Override
	public boolean run() throws SourceException {
		this.taken.clear();
		this.stuck = false;
		collect();
		if (this.stuck || this.taken.isEmpty()) {
			return !this.stuck;
		}
		this.lane.begin(this.taken.get(0).original(), this.taken.size());
		try {
			return handle();
		}
		finally {
			this.lane.end();
		}
	}

	/**
	 * Until it is full, its first message has waited long enough, or the worker stops.
	 */
	private void collect() throws SourceException {
		Message<?> first = this.lane.take();
		BatchSettings settings = this.lane.settings().batch();
		int size = (this.alone > 0) ? 1 : settings.size();
		long begunNanos = this.time.nanoTime();
		Message<?> next = first;
		while (next != null) {
			add(next);
			long leftNanos = settings.maxWait().toNanos() - (this.time.nanoTime() - begunNanos);
			next = (this.taken.size() < size) ? this.lane.takeWithin(leftNanos) : null;
		}
	}

	/** One that has no further attempt leaves, and keeps no place of another. */
	private void add(Message<?> message) {
		FailedMessage before = this.lane.failedBefore(message);
		if (before != null && before.exhausted()) {
			bury(message, before);
			return;
		}
		try {
			this.taken.add(new Taken<>(message, this.conversion.convert(message)));
		}
		catch (RuntimeException ex) {
			this.lane.failures().note(message, ex);
			add(message);
		}
	}

	private void bury(Message<?> message, FailedMessage failed) {
		if (this.lane.failures().bury(message, failed)) {
			this.lane.intake().done(message);
		}
		else {
			this.stuck = true;
		}
	}

	private boolean handle() {
		try {
			processed(this.taken, this.work.process(messages(this.taken)));
			this.alone = Math.max(0, this.alone - 1);
			return true;
		}
		catch (BatchFailedException ex) {
			return namesAny(ex) ? partly(ex) : failed(ex);
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	private boolean namesAny(BatchFailedException failure) {
		return this.taken.stream().anyMatch((message) -> failure.failureOf(message.converted()) != null);
	}

	private void processed(List<Taken<T>> messages, MessageOutcome outcome) {
		for (Taken<T> message : messages) {
			this.lane.tally().count(outcome);
			this.lane.tally().settled(message.original());
		}
	}

	/** None of it counts: all come again, one by one. */
	private boolean failed(Throwable failure) {
		this.alone = (this.taken.size() > 1) ? this.taken.size() : Math.max(0, this.alone - 1);
		if (this.lane.failures().isStop(failure)) {
			this.taken.forEach((message) -> this.lane.tally().count(MessageOutcome.RETURNED));
			return false;
		}
		this.lane.awaitStop(note(this.taken, (message) -> failure));
		return false;
	}

	/**
	 * @return the longest time to wait before the next attempt, in milliseconds
	 */
	private long note(List<Taken<T>> failed, Function<Message<T>, Throwable> failures) {
		return failed.stream()
			.mapToLong((message) -> this.lane.failures().note(message.original(), failures.apply(message.converted())))
			.max()
			.orElse(0);
	}

	/**
	 * The others are done, so what failed is tried again within this turn: it cannot be
	 * given back alone.
	 */
	private boolean partly(BatchFailedException first) {
		List<Taken<T>> left = this.taken;
		BatchFailedException failure = first;
		while (failure != null) {
			left = settle(left, failure);
			failure = left.isEmpty() ? null : attempt(left);
		}
		return !this.stuck;
	}

	/**
	 * Counts what is done, and waits until what is not is due again.
	 * @return what is worth another attempt
	 */
	private List<Taken<T>> settle(List<Taken<T>> batch, BatchFailedException failure) {
		List<Taken<T>> failed = new ArrayList<>();
		for (Taken<T> message : batch) {
			if (failure.failureOf(message.converted()) != null) {
				failed.add(message);
			}
			else {
				processed(List.of(message), MessageOutcome.SUCCESS);
				this.lane.intake().done(message.original());
			}
		}
		this.lane.awaitStop(note(failed, failure::failureOrSelf));
		failed.removeIf(this::buriedOrReturned);
		return failed;
	}

	private boolean buriedOrReturned(Taken<T> message) {
		FailedMessage failed = this.lane.failedBefore(message.original());
		if (failed != null && failed.exhausted()) {
			bury(message.original(), failed);
			return true;
		}
		if (!this.lane.isStopRequested()) {
			return false;
		}
		Throwable reason = new MessageReturnedException(this.lane.worker());
		if (this.lane.intake().giveUp(message.original(), reason)) {
			this.lane.tally().count(MessageOutcome.RETURNED);
		}
		else {
			this.stuck = true;
		}
		return true;
	}

	private @Nullable BatchFailedException attempt(List<Taken<T>> batch) {
		try {
			processed(batch, this.work.process(messages(batch)));
			batch.forEach((message) -> this.lane.intake().done(message.original()));
			return null;
		}
		catch (BatchFailedException ex) {
			return ex;
		}
		catch (Throwable ex) {
			return BatchFailedException.ofAll(messages(batch), ex);
		}
	}

	private List<Message<T>> messages(List<Taken<T>> batch) {
		return batch.stream().map(Taken::converted).toList();
	}

	@Override
	public void undone(Throwable failure) {
		failed(failure);
	}

}
