package io.workerlifecycle.job;

import java.time.Duration;

import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Whether and when an execution tries again. Spring says how long to wait; the wait
 * itself is here, since it must end with the execution and go by the source of time.
 */
final class AttemptPolicy implements RetryPolicy, BackOff {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final ActiveExecution execution;

	private final RetrySettings settings;

	private final RetryPolicy delays;

	private final TimeSource time;

	/** Written and read by the execution's thread. */
	private @Nullable Throwable failure;

	AttemptPolicy(ActiveExecution execution, RetrySettings settings, TimeSource time) {
		this.execution = execution;
		this.settings = settings;
		this.delays = RetryPolicy.builder()
			.maxRetries(settings.maxRetries())
			.delay(settings.delay())
			.multiplier(settings.multiplier())
			.maxDelay(settings.maxDelay())
			.jitter(settings.jitter())
			.build();
		this.time = time;
	}

	@Override
	public boolean shouldRetry(Throwable exception) {
		this.failure = exception;
		return !this.execution.isStopRequested() && !isFatal(exception);
	}

	@Override
	public BackOff getBackOff() {
		return this;
	}

	@Override
	public BackOffExecution start() {
		BackOffExecution next = this.delays.getBackOff().start();
		return () -> waited(next.nextBackOff());
	}

	/** The wait is over when Spring is told of it. */
	private long waited(long delayMillis) {
		if (delayMillis == BackOffExecution.STOP) {
			return BackOffExecution.STOP;
		}
		Duration delay = Duration.ofMillis(delayMillis);
		logger.warn(this.execution.describe() + " attempt " + this.execution.attempt() + " of "
				+ (this.settings.maxRetries() + 1L) + " failed; the next comes "
				+ (delay.isZero() ? "at once" : "in " + JobDuration.text(delay)), this.failure);
		return this.execution.rest(delay, this.time) ? 0 : BackOffExecution.STOP;
	}

	/** Of these errors only a stack that was too deep leaves the machine in order. */
	private static boolean isFatal(Throwable exception) {
		return exception instanceof VirtualMachineError && !(exception instanceof StackOverflowError);
	}

}
