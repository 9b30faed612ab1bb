package io.workerlifecycle.job;

import java.util.List;

import io.workerlifecycle.thread.LogContext;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

/**
 * Who hears of jobs.
 *
 * @param publisher where events go
 * @param observers who counts
 * @param logContext marks what is logged about a job and an execution of it
 * @since 0.1.0
 */
public record JobAudience(ApplicationEventPublisher publisher, List<JobObserver> observers, LogContext logContext) {

	/**
	 * Copies the list.
	 */
	public JobAudience {
		observers = List.copyOf(observers);
	}

	void publish(JobFinishedEvent event) {
		boolean wraps = this.publisher instanceof ApplicationContext;
		this.publisher.publishEvent(wraps ? new Finished(this.publisher, event) : event);
	}

	/**
	 * The same that a context makes of the event, but that its type, which is always the
	 * same, is not found out each time.
	 */
	private static final class Finished extends PayloadApplicationEvent<JobFinishedEvent> {

		private static final long serialVersionUID = 1;

		private static final ResolvableType TYPE = ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class,
				JobFinishedEvent.class);

		private static final ResolvableType PAYLOAD_TYPE = ResolvableType.forClass(JobFinishedEvent.class);

		Finished(Object source, JobFinishedEvent event) {
			super(source, event, PAYLOAD_TYPE);
		}

		@Override
		public ResolvableType getResolvableType() {
			return TYPE;
		}

	}

}
