package io.workerlifecycle.job;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.scheduling.support.DefaultScheduledTaskObservationConvention;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.scheduling.support.ScheduledTaskObservationConvention;
import org.springframework.scheduling.support.ScheduledTaskObservationDocumentation;

/**
 * Observes executions as Spring observes its own scheduled methods, under the same name
 * and with the same keys. The only class here that needs Micrometer.
 *
 * @since 0.1.0
 * @see org.springframework.scheduling.support.ScheduledMethodRunnable
 */
public final class ObservationStep implements ExecutionStep {

	private static final ScheduledTaskObservationConvention CONVENTION = new DefaultScheduledTaskObservationConvention();

	private final ObservationRegistry registry;

	/**
	 * Observes with a registry.
	 * @param registry where observations go
	 */
	public ObservationStep(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public ExecutionResult proceed(JobInvocation invocation, Supplier<ExecutionResult> rest) {
		if (this.registry.isNoop()) {
			return rest.get();
		}
		ScheduledTaskObservationContext context = new ScheduledTaskObservationContext(invocation.bean(),
				invocation.method());
		Observation observation = ScheduledTaskObservationDocumentation.TASKS_SCHEDULED_EXECUTION.observation(null,
				CONVENTION, () -> context, this.registry);
		return observation.observe(() -> {
			ExecutionResult result = rest.get();
			note(result, observation, context);
			return result;
		});
	}

	private static void note(ExecutionResult result, Observation observation, ScheduledTaskObservationContext context) {
		if (result instanceof ExecutionResult.Ran ran) {
			if (ran.exception() != null) {
				observation.error(ran.exception());
			}
			context.setComplete(ran.exception() == null);
		}
	}

}
