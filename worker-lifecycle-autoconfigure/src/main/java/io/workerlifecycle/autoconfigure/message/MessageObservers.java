package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Objects;

import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.ProcessingInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Several who want to be told of the messages of one worker. Of their interceptors the
 * first stands outside of the others.
 *
 * @param observers they, in their order
 */
record MessageObservers(List<MessageObserver> observers) implements MessageObserver {

	@Override
	public void handled(MessageOutcome outcome, int messages, long nanos) {
		for (MessageObserver observer : this.observers) {
			observer.handled(outcome, messages, nanos);
		}
	}

	@Override
	public @Nullable ProcessingInterceptor interceptor() {
		return this.observers.stream()
			.map(MessageObserver::interceptor)
			.filter(Objects::nonNull)
			.reduce(MessageObservers::nest)
			.orElse(null);
	}

	private static ProcessingInterceptor nest(ProcessingInterceptor outer, ProcessingInterceptor inner) {
		return (messages, processing) -> outer.around(messages, () -> inner.around(messages, processing));
	}

}
