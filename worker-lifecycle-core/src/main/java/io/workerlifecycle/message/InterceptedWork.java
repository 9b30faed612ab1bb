package io.workerlifecycle.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Work that somebody stands around.
 *
 * @param <M> what the code takes: a message, or a list of them
 */
record InterceptedWork<M>(MessageWork<M> work, ProcessingInterceptor interceptor) implements MessageWork<M> {

	/**
	 * The work itself where there is nobody.
	 */
	static <M> MessageWork<M> of(MessageWork<M> work, @Nullable ProcessingInterceptor interceptor) {
		return (interceptor != null) ? new InterceptedWork<>(work, interceptor) : work;
	}

	@Override
	public void process(M messages, LaneContext context) throws Exception {
		this.interceptor.around(list(messages), () -> this.work.process(messages, context));
	}

	@Override
	public void processDegraded(M messages, LaneContext context) throws Exception {
		this.interceptor.around(list(messages), () -> this.work.processDegraded(messages, context));
	}

	@SuppressWarnings("unchecked")
	private static List<? extends Message<?>> list(Object messages) {
		return (messages instanceof List<?> batch) ? (List<Message<?>>) batch : List.of((Message<?>) messages);
	}

}
