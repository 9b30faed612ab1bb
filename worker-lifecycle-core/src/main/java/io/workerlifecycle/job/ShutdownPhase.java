package io.workerlifecycle.job;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Spring's own limit for the stop of one phase, which must not end before ours. It is
 * read after the phase's beans were told to stop, so that a stop can still set it.
 */
final class ShutdownPhase {

	private ShutdownPhase() {
	}

	static void allow(@Nullable ApplicationContext context, int phase, Duration timeout) {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		if (context != null && context.containsLocalBean(name)
				&& context.getBean(name) instanceof DefaultLifecycleProcessor processor) {
			processor.setTimeoutForShutdownPhase(phase, timeout.toMillis());
		}
	}

}
