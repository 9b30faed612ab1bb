package io.workerlifecycle.message;

import java.time.Duration;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	/** How long to wait before a dead letter that found no room is sent again. */
	private static final Duration NO_ROOM_DELAY = Duration.ofSeconds(1);

	private final MessageLoop loop;

	private final LaneContext context;

	private final MessageSource source;

	private final Intake intake;

	private final Tally tally;

	private final DeadLetters deadLetters;

	FailureHandling(MessageLoop loop, LaneContext context, MessageSource source, Intake intake, Tally tally) {
		this.loop = loop;
		this.context = context;
		this.source = source;
		this.intake = intake;
		this.tally = tally;
		this.deadLetters = new DeadLetters(context.workerName(), source.name());
	}

	/**
	 * An attempt failed. Waits until the next one is due.
	 */
	void failed(Message<?> message, Throwable failure) {
		if (isStop(failure)) {
			this.tally.count(MessageOutcome.RETURNED);
			return;
		}
		long delayMillis = note(message, failure);
		if (delayMillis > 0) {
			this.context.awaitStop(Duration.ofMillis(delayMillis));
		}
	}

	/**
	 * Remembers that an attempt failed.
	 * @return how long to wait before the next one, in milliseconds, or
	 * {@link BackOffExecution#STOP} if there is none
	 */
	long note(Message<?> message, Throwable failure) {
		rethrowFatal(failure);
		this.tally.count(MessageOutcome.RETRY);
		this.context.recordFailure(failure);
		FailedMessage failed = remember(message, failure);
		long delayMillis = degrades(failure) ? 0 : delayMillis(failed);
		if (delayMillis == BackOffExecution.STOP) {
			this.loop.failed().put(message, failed.exhaust());
		}
		else {
			logger.warn(worker() + " could not process message " + message.getHeaders().getId() + " of '"
					+ this.source.name() + "', attempt " + failed.attempts() + "; the next comes in " + delayMillis
					+ " ms", failure);
		}
		return delayMillis;
	}

	private long delayMillis(FailedMessage failed) {
		boolean again = settings().retry().policy().shouldRetry(failed.failure());
		return again ? failed.next().nextBackOff() : BackOffExecution.STOP;
	}

	/** Whether the failure is but the worker's way to obey. */
	boolean isStop(Throwable failure) {
		boolean interrupted = failure instanceof InterruptedException || Thread.currentThread().isInterrupted();
		return interrupted && this.context.isStopRequested();
	}

	private static void rethrowFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
			throw error;
		}
	}

	/** The same message comes again at once, and finds the worker degraded. */
	private boolean degrades(Throwable failure) {
		if (this.context.isDegraded() || !settings().degradation().include(failure)) {
			return false;
		}
		logger.warn(worker() + " is degraded by " + failure);
		this.context.degrade(failure.getClass().getName());
		return true;
	}

	private FailedMessage remember(Message<?> message, Throwable failure) {
		FailedMessage before = this.loop.failed().find(message);
		FailedMessage now = (before != null) ? before.again(failure)
				: new FailedMessage(1, failure, settings().retry().policy().getBackOff().start(), false);
		this.loop.failed().put(message, now);
		return now;
	}

	/**
	 * There is no further attempt: the message leaves its channel, for where people find
	 * it.
	 * @return false if it could not; it comes again
	 */
	boolean bury(Message<?> message, FailedMessage failed) {
		try {
			boolean off = send(message, failed);
			if (!off) {
				logger.error(worker() + " found no room for message " + message.getHeaders().getId()
						+ ", which it could not process; it tries again");
				this.context.awaitStop(NO_ROOM_DELAY);
			}
			return off;
		}
		catch (RuntimeException ex) {
			logger.error(worker() + " could not send message " + message.getHeaders().getId()
					+ " to where it belongs, after it could not process it; it tries again", ex);
			this.context.recordFailure(ex);
			this.context.awaitStop(NO_ROOM_DELAY);
			return false;
		}
	}

	private boolean send(Message<?> message, FailedMessage failed) {
		MessageChannel channel = this.loop.plan().deadLetters();
		Instant now = this.loop.resources().time().now();
		boolean off = (channel != null) ? channel.send(this.deadLetters.letter(message, failed, now), 0)
				: this.intake.giveUp(message, failed.failure());
		if (off) {
			this.tally.count((channel != null) ? MessageOutcome.DEAD_LETTER : MessageOutcome.RETURNED);
			this.tally.settled(message);
			this.loop.failures().add(message, this.source.name(), failed, now);
			logger.error(worker() + " could not process message " + message.getHeaders().getId() + " of '"
					+ this.source.name() + "' in " + failed.attempts() + " attempt(s); it goes to "
					+ ((channel != null) ? "the dead-letter channel '" + settings().deadLetterChannel() + "'"
							: "the end of its channel"),
					failed.failure());
		}
		return off;
	}

	private MessageSettings settings() {
		return this.loop.plan().settings();
	}

	private String worker() {
		return "Worker '" + this.context.workerName() + "'";
	}

}
