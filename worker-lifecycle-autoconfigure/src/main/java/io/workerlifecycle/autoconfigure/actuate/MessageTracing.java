package io.workerlifecycle.autoconfigure.actuate;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.ProcessingInterceptor;
import io.workerlifecycle.message.ProcessingInterceptor.Processing;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;

/**
 * Processes messages within the trace of whoever sent them, where the application has a
 * tracer. Without one nothing is observed, since that costs more than the rest of what is
 * done for a message. A batch has a trace of its own: its messages may come from several.
 */
final class MessageTracing {

	static final String OBSERVATION = "worker.message";

	private final ObjectProvider<Tracer> tracer;

	private final ObjectProvider<ObservationRegistry> registry;

	MessageTracing(ObjectProvider<Tracer> tracer, ObjectProvider<ObservationRegistry> registry) {
		this.tracer = tracer;
		this.registry = registry;
	}

	/**
	 * Who traces the messages of a worker, or {@code null} if nobody does.
	 */
	@Nullable ProcessingInterceptor interceptor(String worker) {
		ObservationRegistry observations = this.registry.getIfUnique(() -> ObservationRegistry.NOOP);
		if (this.tracer.getIfUnique(() -> Tracer.NOOP) == Tracer.NOOP || observations.isNoop()) {
			return null;
		}
		return (messages, processing) -> proceed(processing,
				Observation.createNotStarted(OBSERVATION, () -> context(messages), observations)
					.contextualName("process " + worker)
					.lowCardinalityKeyValue("worker.name", worker));
	}

	/** A span prints its error, and must not print the message with it. */
	@SuppressWarnings("try")
	private static void proceed(Processing processing, Observation observation) throws Exception {
		observation.start();
		try (Observation.Scope scope = observation.openScope()) {
			processing.proceed();
		}
		catch (Throwable ex) {
			observation.error(DiscreetException.of(ex));
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	/**
	 * An observer for an application without meters.
	 */
	MessageObserver observer(String worker) {
		ProcessingInterceptor interceptor = interceptor(worker);
		return new MessageObserver() {
			@Override
			public void handled(MessageOutcome outcome, int messages, long nanos) {
			}

			@Override
			public @Nullable ProcessingInterceptor interceptor() {
				return interceptor;
			}
		};
	}

	private static Observation.Context context(List<? extends Message<?>> messages) {
		if (messages.size() != 1) {
			return new Observation.Context();
		}
		ReceiverContext<Message<?>> context = new ReceiverContext<>(MessageTracing::header);
		context.setCarrier(messages.get(0));
		return context;
	}

	/** Some brokers hand out headers as bytes. */
	private static @Nullable String header(Message<?> message, String key) {
		Object value = message.getHeaders().get(key);
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (value != null) ? value.toString() : null;
	}

}
