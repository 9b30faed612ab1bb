package io.workerlifecycle.phase;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Spring's limits for the stop of its phases, which must not end before the stop-timeouts
 * of workers and jobs do. They are only ever raised: a phase that needs no more than the
 * general limit is left alone. Spring reads a limit after it has told the beans of the
 * phase to stop, so a stop may still raise it. May be called from any thread.
 *
 * @since 0.1.0
 */
public final class PhaseTimeouts {

	private final HierarchicalBeanFactory beanFactory;

	private final Duration general;

	private final Map<Integer, Duration> needs = new ConcurrentHashMap<>();

	/**
	 * Creates the limits of a context.
	 * @param beanFactory where Spring's lifecycle processor is, that of a parent does not
	 * count; without one there are no limits to raise
	 * @param general the limit of every phase where nothing else is said
	 */
	public PhaseTimeouts(HierarchicalBeanFactory beanFactory, Duration general) {
		this.beanFactory = beanFactory;
		this.general = general;
	}

	/**
	 * The limit of every phase where nothing else is said.
	 * @return the general limit
	 */
	public Duration general() {
		return this.general;
	}

	/**
	 * Sees to it that a phase may take at least so long.
	 * @param phase the phase
	 * @param needed how long its stop may take
	 */
	public void raise(int phase, Duration needed) {
		Duration longest = this.needs.merge(phase, needed, PhaseTimeouts::longer);
		if (longest.compareTo(this.general) > 0) {
			set(phase, longest);
		}
	}

	private void set(int phase, Duration timeout) {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		if (this.beanFactory.containsLocalBean(name)
				&& this.beanFactory.getBean(name) instanceof DefaultLifecycleProcessor processor) {
			processor.setTimeoutForShutdownPhase(phase, timeout.toMillis());
		}
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}
