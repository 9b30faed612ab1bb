package io.workerlifecycle.worker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Says how a {@link Worker} bean is run, on its class or on its {@code @Bean} method.
 * Without it the worker gets the name of its bean and the defaults. Properties below
 * {@code worker-lifecycle.workers.<name>} have precedence. Durations and names of others
 * take placeholders such as <code>${orders.stop-timeout}</code>.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface BackgroundWorker {

	/**
	 * The name of the worker, of letters, digits and {@code -}.
	 * @return the name; by default made of the bean's name
	 */
	String name() default "";

	/**
	 * The {@link org.springframework.context.SmartLifecycle} phase: lower ones start
	 * earlier and stop later.
	 * @return the phase
	 */
	int phase() default StartOrder.STANDARD_PHASE;

	/**
	 * The names of workers that must have been {@link WorkerState#RUNNING} once in this
	 * start of the application before this one begins. They may be in the same or a lower
	 * phase, and they stop later than this one.
	 * @return the names; none by default
	 */
	String[] after() default {};

	/**
	 * Whether the start of the application waits until this worker is
	 * {@link WorkerState#RUNNING}, and fails if it gives up or its start-timeout passes.
	 * @return true if the application must not start without it
	 */
	boolean awaitRunning() default false;

	/**
	 * How long the worker may take from {@link WorkerState#STARTING} to
	 * {@link WorkerState#RUNNING}, waiting for others included.
	 * @return a duration with a unit, such as {@code 30s}; by default what is configured
	 * for all
	 */
	String startTimeout() default "";

	/**
	 * How long the worker may take to stop before it is interrupted.
	 * @return a duration with a unit, such as {@code 10s}; by default what is configured
	 * for all
	 */
	String stopTimeout() default "";

	/**
	 * How long the worker may make no progress before it is stalled.
	 * @return a duration with a unit, such as {@code 5m}, or {@code 0s} for any time; by
	 * default what is configured for all
	 */
	String stallTimeout() default "";

	/**
	 * What follows the end of a life that nobody asked for.
	 * @return the policy
	 */
	RestartPolicy restart() default RestartPolicy.ALWAYS;

	/**
	 * Whether readiness waits for the worker's first {@link WorkerState#RUNNING}, and its
	 * backing off is a fault.
	 * @return true if the application cannot do its work without this worker
	 */
	boolean critical() default false;

	/**
	 * The names of the channels that a message worker takes its messages from: beans of
	 * type {@code PollableChannel}.
	 * @return the names; of no use to other workers
	 */
	String[] channel() default {};

	/**
	 * How many threads of a message worker take messages from each channel.
	 * @return the number, at least 1
	 */
	int concurrency() default 1;

	/**
	 * The name of the channel where a message worker sends what it cannot process.
	 * @return the name of a bean of type {@code MessageChannel}; by default the end of
	 * the message's own channel
	 */
	String deadLetterChannel() default "";

	/**
	 * The failures that degrade a message worker; the same message is then given to
	 * {@code processDegraded}.
	 * @return the types, of the failure or one of its causes
	 */
	Class<? extends Throwable>[] degradeOn() default {};

}
