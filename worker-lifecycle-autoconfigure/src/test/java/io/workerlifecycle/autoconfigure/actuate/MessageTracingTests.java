package io.workerlifecycle.autoconfigure.actuate;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.workerlifecycle.autoconfigure.TraceIds;
import io.workerlifecycle.autoconfigure.message.MessageObserverFactory;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.ProcessingInterceptor;
import io.workerlifecycle.message.ProcessingInterceptor.Processing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The processing of messages under a real tracer, that of OpenTelemetry.
 */
@Timeout(60)
class MessageTracingTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String SPAN = "b7ad6b7169203331";

	private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
		.build();

	private final io.opentelemetry.api.trace.Tracer otel = this.provider.get("test");

	private final Tracer tracer = new OtelTracer(this.otel, new OtelCurrentTraceContext(), TraceIds.inLog());

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, WorkerMetricsAutoConfiguration.class,
				MessageViewAutoConfiguration.class, LifecycleAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean(ObservationRegistry.class, this::registry)
		.withBean(Tracer.class, () -> this.tracer);

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void traceOfTheSenderGoesOn() {
		this.runner.run((context) -> {
			process(context, message(PARENT), () -> {
			});
			assertThat(span().getTraceId()).isEqualTo(TRACE);
			assertThat(span().getParentSpanId()).isEqualTo(SPAN);
			assertThat(span().getKind()).isEqualTo(SpanKind.CONSUMER);
			assertThat(span().getName()).isEqualTo("process it");
			assertThat(span().getAttributes().get(AttributeKey.stringKey("worker.name"))).isEqualTo("it");
		});
	}

	@Test
	void headersMayBeBytes() {
		this.runner.run((context) -> {
			process(context, message(PARENT.getBytes(StandardCharsets.UTF_8)), () -> {
			});
			assertThat(span().getTraceId()).isEqualTo(TRACE);
		});
	}

	@Test
	void messageThatNobodyTracedHasATraceOfItsOwn() {
		this.runner.run((context) -> {
			process(context, MessageBuilder.withPayload("order").build(), () -> {
			});
			assertThat(span().getParentSpanId()).isEqualTo(SpanId.getInvalid());
		});
	}

	@Test
	void batchHasATraceOfItsOwn() {
		this.runner.run((context) -> {
			interceptor(context).around(List.of(message(PARENT), message(PARENT)), () -> {
			});
			assertThat(span().getTraceId()).isNotEqualTo(TRACE);
		});
	}

	@Test
	void spanThatTheCodeMakesIsAChild() {
		this.runner.run((context) -> {
			ObservationRegistry registry = context.getBean(ObservationRegistry.class);
			process(context, message(PARENT), () -> Observation.createNotStarted("write", registry).observe(() -> {
			}));
			List<SpanData> spans = this.exporter.getFinishedSpanItems();
			assertThat(spans).extracting(SpanData::getName).containsExactly("write", "process it");
			assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
		});
	}

	@Test
	void failureGoesThroughAndIsInTheSpan() {
		this.runner.run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> process(context, message(PARENT), () -> {
				throw new IllegalStateException("there is no paper");
			}));
			assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		});
	}

	@Test
	void messageIsNotInTheErrorOfTheSpan() {
		this.runner.run((context) -> {
			Message<String> message = MessageBuilder.withPayload("secret").build();
			assertThatExceptionOfType(MessageDeliveryException.class).isThrownBy(() -> process(context, message, () -> {
				throw new MessageDeliveryException(message, "no room");
			}));
			assertThat(span().getEvents().toString()).contains("no room").doesNotContain("secret");
		});
	}

	@Test
	void withoutATracerNobodyObserves() {
		this.bare.withBean(ObservationRegistry.class, () -> {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new ObservationTextPublisher());
			return registry;
		}).run((context) -> assertNobody(context));
	}

	@Test
	void withATracerThatDoesNothingNobodyObserves() {
		this.bare.withBean(ObservationRegistry.class, this::registry)
			.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertNobody(context));
	}

	@Test
	void withoutObservationsNobodyObserves() {
		this.bare.withBean(Tracer.class, () -> this.tracer).run((context) -> assertNobody(context));
	}

	@Test
	void metersAndTracesComeFromOneFactory() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			assertThat(context).getBean(MessageObserverFactory.class).isInstanceOf(MessageMetrics.class);
			process(context, message(PARENT), () -> {
			});
			assertThat(span().getTraceId()).isEqualTo(TRACE);
		});
	}

	@Test
	void withoutTheTracingLibraryThereAreMeters() {
		this.bare.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(MessageObserverFactory.class);
				assertNobody(context);
			});
	}

	@Test
	void withoutMetersThereAreTraces() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(interceptor(context)).isNotNull());
	}

	private ObservationRegistry registry() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingReceiverTracingObservationHandler<>(this.tracer, new OtelPropagator(
							ContextPropagators.create(W3CTraceContextPropagator.getInstance()), this.otel)),
					new DefaultTracingObservationHandler(this.tracer)));
		return registry;
	}

	private static Message<String> message(Object parent) {
		return MessageBuilder.withPayload("order").setHeader("traceparent", parent).build();
	}

	private static void process(ApplicationContext context, Message<String> message, Processing processing)
			throws Exception {
		interceptor(context).around(List.of(message), processing);
	}

	private static void assertNobody(ApplicationContext context) {
		assertThat(context.getBean(MessageObserverFactory.class).observer("it").interceptor()).isNull();
	}

	private static ProcessingInterceptor interceptor(ApplicationContext context) {
		ProcessingInterceptor interceptor = context.getBean(MessageObserverFactory.class).observer("it").interceptor();
		assertThat(interceptor).isNotNull();
		return interceptor;
	}

	private SpanData span() {
		assertThat(this.exporter.getFinishedSpanItems()).hasSize(1);
		return this.exporter.getFinishedSpanItems().get(0);
	}

}
