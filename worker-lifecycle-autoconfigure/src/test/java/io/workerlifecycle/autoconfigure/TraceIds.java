package io.workerlifecycle.autoconfigure;

import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.context.ContextStorage;

/**
 * Puts the ids of OpenTelemetry's spans into the log. Used by all tests with spans: it
 * has to be there before the first span of this process.
 */
public final class TraceIds {

	private static final Slf4JEventListener LISTENER = new Slf4JEventListener();

	static {
		ContextStorage.addWrapper(new EventPublishingContextWrapper(LISTENER::onEvent));
	}

	private TraceIds() {
	}

	public static OtelTracer.EventPublisher inLog() {
		return LISTENER::onEvent;
	}

}
