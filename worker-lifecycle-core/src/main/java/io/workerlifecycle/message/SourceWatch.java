package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Queue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Whether the channel of a lane can be reached. Written by the lane's thread, read by the
 * checks of the worker's health.
 */
final class SourceWatch {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private static final Duration FIRST_DELAY = Duration.ofMillis(500);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

	private final MessageSource source;

	/** Why the channel was not reached last time; {@code null} if it was. */
	private volatile @Nullable Throwable failure;

	/** Used by the lane's thread. */
	private @Nullable BackOffExecution delays;

	SourceWatch(MessageSource source) {
		this.source = source;
	}

	MessageSource source() {
		return this.source;
	}

	Intake intake(String worker, Queue<Message<?>> overflow) {
		PlatformTransactionManager transactions = this.source.transactions();
		if (transactions == null) {
			return new PlainIntake(worker, this.source.channel(), overflow);
		}
		return this.source.forgetful() ? new KeptIntake(worker, this.source.channel(), overflow, transactions)
				: new TransactedIntake(worker, this.source.channel(), transactions);
	}

	/**
	 * The channel failed.
	 * @return how long to leave it alone
	 */
	Duration failed(SourceException failed) {
		if (this.failure == null) {
			logger.warn("Channel '" + this.source.name() + "' cannot be reached; it is tried again and again",
					DiscreetException.of(failed.reason()));
		}
		this.failure = failed.reason();
		BackOffExecution current = this.delays;
		if (current == null) {
			ExponentialBackOff backOff = new ExponentialBackOff(FIRST_DELAY.toMillis(), 2);
			backOff.setMaxInterval(LONGEST_DELAY.toMillis());
			current = backOff.start();
			this.delays = current;
		}
		return Duration.ofMillis(current.nextBackOff());
	}

	void reached() {
		if (this.failure != null) {
			this.failure = null;
			this.delays = null;
			logger.info("Channel '" + this.source.name() + "' is reached again");
		}
	}

	void check() throws UnreachableChannelException {
		Throwable current = this.failure;
		if (current != null) {
			throw new UnreachableChannelException(this.source.name(), current);
		}
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

}
