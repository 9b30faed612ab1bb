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
 * {@code worker-lifecycle.workers.<name>} have precedence. Durations and {@link #after}
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

}
