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
 * {@code worker-lifecycle.workers.<name>} have precedence.
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
	int phase() default WorkerSettings.STANDARD_PHASE;

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
