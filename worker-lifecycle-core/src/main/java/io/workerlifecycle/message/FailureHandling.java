package io.workerlifecycle.message;

import java.time.Instant;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.util.backoff.BackOffExecution;

/**
 * What follows when a message of one lane could not be processed. The attempts of a
 * message are one after the other, in the words of Spring's {@link RetryPolicy}; each is
 * a turn of its own, since its transaction must end before the next.
 */
final class FailureHandling {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private static final List<Class<? extends Throwable>> INTERRUPTS = List.of(InterruptedException.class);

	/** How long to wait before a message that could not leave is sent again. */
	private static final long NO_ROOM_MILLIS = 1000;

	private final Lane lane;

	private final MessageLoop loop;

	private final LaneContext context;

	private final DeadLetters deadLetters;

	FailureHandling(Lane lane, MessageLoop loop, LaneContext context) {
		this.lane = lane;
		this.loop = loop;
		this.context = context;
		this.deadLetters = new DeadLetters(context.workerName(), lane.source().source().name());
	}

	/**
	 * An attempt failed, unless the failure is but the worker's way to obey. Holds the
	 * message until the next attempt is due, so that nobody else takes it; where the
	 * failure has freed it already, whoever takes it next waits.
	 */
	void failed(Message<?> message, Throwable failure) {
		if (!isStop(failure)) {
			long delayMillis = note(message, failure);
			if (delayMillis > 0 && !this.lane.intake().isFreed()) {
				this.lane.awaitStop(delayMillis);
			}
		}
	}

	/**
	 * An attempt that went well was undone by its transaction, which is over.
	 */
	void undone(Message<?> message, Throwable failure) {
		FailedMessage before = this.loop.failed().find(source(), message);
		if (before != null && before.exhausted()) {
			logger.error(worker() + " could not give up " + text(message) + "; it tries again",
					DiscreetException.of(failure));
			this.lane.awaitStopAfterwards(NO_ROOM_MILLIS);
		}
		else if (!isStop(failure)) {
			note(message, failure);
		}
	}

	/**
	 * Messages failed in one attempt, and nobody can say which of them is bad: it counts
	 * against none.
	 * @return whether it degraded the worker, so that all come again at once
	 */
	boolean failedTogether(int messages, Throwable failure) {
		rethrowFatal(failure);
		this.context.recordFailure(failure);
		this.lane.tally().count(MessageOutcome.RETRY, messages);
		boolean degrades = this.lane.degradation().isCausedBy(failure);
		logger.warn(worker() + " could not process a batch of " + messages + " messages; they come again "
				+ (degrades ? "together" : "one by one"), DiscreetException.of(failure));
		return degrades;
	}

	/**
	 * Remembers that an attempt failed, and when the next one is due.
	 * @return how long to wait before the next one, in milliseconds, or
	 * {@link BackOffExecution#STOP} if there is none
	 */
	long note(Message<?> message, Throwable failure) {
		FailedMessage failed = attempted(message, failure);
		long delayMillis = delayMillis(failed);
		boolean again = delayMillis != BackOffExecution.STOP;
		this.loop.failed().put(source(), message, again ? failed.due(dueNanos(delayMillis)) : failed.exhaust());
		rethrowFatal(failure);
		this.context.recordFailure(failure);
		if (again) {
			this.lane.tally().count(MessageOutcome.RETRY, 1);
			logger.warn(worker() + " could not process " + text(message) + ", attempt " + failed.attempts()
					+ "; the next comes in " + delayMillis + " ms", DiscreetException.of(failure));
		}
		return delayMillis;
	}

	/**
	 * Remembers that an attempt failed, and that no other can go better, unless it ends
	 * the life: that may be anybody's fault.
	 * @return what is remembered
	 */
	FailedMessage hopeless(Message<?> message, Throwable failure) {
		if (isFatal(failure)) {
			note(message, failure);
		}
		FailedMessage failed = attempted(message, failure).exhaust();
		this.loop.failed().put(source(), message, failed);
		this.context.recordFailure(failure);
		return failed;
	}

	private FailedMessage attempted(Message<?> message, Throwable failure) {
		FailedMessage before = this.loop.failed().find(source(), message);
		return (before != null) ? before.again(failure)
				: FailedMessage.first(failure, this.lane.settings().retry().delays());
	}

	private @Nullable Long dueNanos(long delayMillis) {
		return (delayMillis > 0) ? this.loop.resources().time().nanoTime() + delayMillis * Lane.NANOS : null;
	}

	private long delayMillis(FailedMessage failed) {
		if (this.lane.degradation().isCausedBy(failed.failure())) {
			return 0;
		}
		boolean again = this.lane.settings().retry().includes(failed.failure());
		return again ? failed.next().nextBackOff() : BackOffExecution.STOP;
	}

	/**
	 * Whether the failure is but the worker's way to obey. The interrupt is put back, so
	 * that it reaches the other lanes.
	 */
	boolean isStop(Throwable failure) {
		boolean interrupted = Thread.currentThread().isInterrupted() || Causes.include(failure, INTERRUPTS);
		if (!interrupted || !this.lane.isStopRequested()) {
			return false;
		}
		Thread.currentThread().interrupt();
		return true;
	}

	static void rethrowFatal(Throwable failure) {
		if (isFatal(failure) && failure instanceof Error error) {
			throw error;
		}
	}

	/** Whether it ends the life. */
	static boolean isFatal(Throwable failure) {
		return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
	}

	/**
	 * There is no further attempt: the message leaves its channel, for where people find
	 * it.
	 * @return false if it could not; it comes again
	 */
	boolean bury(Message<?> message, FailedMessage failed) {
		try {
			if (leaves(message, failed)) {
				return true;
			}
			logger.error(
					worker() + " found no room for " + text(message) + ", which it could not process; it tries again");
		}
		catch (Throwable ex) {
			rethrowFatal(ex);
			logger.error(worker() + " could not send " + text(message)
					+ " to where it belongs, after it could not process it; it tries again when others had their turn",
					DiscreetException.of(ex));
			this.context.recordFailure(ex);
			this.lane.awaitStop(NO_ROOM_MILLIS);
			return stepsAside(message, failed);
		}
		this.lane.awaitStop(NO_ROOM_MILLIS);
		return false;
	}

	/**
	 * A letter may be one that its channel can never take. It must not block others. But
	 * who hands over and waits would give up at last, and the message be lost.
	 */
	private boolean stepsAside(Message<?> message, FailedMessage failed) {
		if (this.loop.plan().deadLetters() == null || source().channel() instanceof HandoverChannel) {
			return false;
		}
		try {
			boolean aside = this.lane.intake().giveUp(message, failed.failure());
			this.lane.tally().count(MessageOutcome.RETURNED, aside ? 1 : 0);
			return aside;
		}
		catch (Throwable ex) {
			rethrowFatal(ex);
			// What kept the letter from its channel has spoiled the transaction, too.
			return false;
		}
	}

	private boolean leaves(Message<?> message, FailedMessage failed) {
		MessageChannel channel = this.loop.plan().deadLetters();
		Instant now = this.loop.resources().time().now();
		if (channel == null) {
			return this.lane.intake().giveUp(message, failed.failure())
					&& buried(MessageOutcome.RETURNED, new Burial(message, failed, now, whereGivenUp()));
		}
		String name = this.lane.settings().deadLetterChannel();
		if (!channel.send(this.deadLetters.letter(message, failed, now), 0)) {
			return false;
		}
		this.lane.intake().done(message);
		return buried(MessageOutcome.DEAD_LETTER, new Burial(message, failed, now, "dead-letter channel " + name));
	}

	private String whereGivenUp() {
		return (source().channel() instanceof HandoverChannel) ? "who sent it" : "the end of its channel";
	}

	private boolean buried(MessageOutcome outcome, Burial burial) {
		this.lane.tally().count(outcome, 1);
		this.lane.tally().buried(burial);
		return true;
	}

	/** A message has left its place, and nothing can undo that. */
	void tell(Burial burial) {
		FailedMessage failed = burial.failed();
		this.loop.failures().add(burial, source().name());
		logger.error(worker() + " could not process " + text(burial.message()) + " in " + failed.attempts()
				+ " attempt(s); it went to " + burial.where(), DiscreetException.of(failed.failure()));
	}

	private String text(Message<?> message) {
		return "message " + MessageName.text(message) + " of '" + source().name() + "'";
	}

	private MessageSource source() {
		return this.lane.source().source();
	}

	private String worker() {
		return "Worker '" + this.context.workerName() + "'";
	}

}
