package io.workerlifecycle.autoconfigure.job;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.workerlifecycle.autoconfigure.TraceIds;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Executions under a real tracer, that of OpenTelemetry.
 */
@Timeout(60)
class JobTracingTests {

	private static final Logger own = LoggerFactory.getLogger(Traced.class);

	@RegisterExtension
	private final LogLines lines = new LogLines();

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
		.build();

	private final Tracer tracer = new OtelTracer(this.provider.get("test"), new OtelCurrentTraceContext(),
			TraceIds.inLog());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withBean(ObservationRegistry.class, this::registry)
		.withBean(Traced.class);

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void executionIsASpanOfItsOwnTrace() {
		this.runner.run((context) -> {
			run(context, "good");
			run(context, "good");
			assertThat(spans("task traced.run")).hasSize(2).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
			assertThat(spans("task traced.run")).allSatisfy((span) -> {
				assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
				assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
				assertThat(span.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("SUCCESS");
			});
		});
	}

	@Test
	void spanOfAFailedExecutionBearsItsError() {
		this.runner.run((context) -> {
			run(context, "bad");
			SpanData span = spans("task traced.fail").get(0);
			assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
			assertThat(span.getAttributes().get(AttributeKey.stringKey("exception")))
				.isEqualTo("IllegalStateException");
			assertThat(span.getEvents()).anyMatch((event) -> event.getName().equals("exception"));
		});
	}

	@Test
	void spanThatTheMethodMakesIsAChildOfItsExecution() {
		this.runner.run((context) -> {
			run(context, "good");
			SpanData execution = spans("task traced.run").get(0);
			assertThat(spans("write")).singleElement().satisfies((child) -> {
				assertThat(child.getParentSpanId()).isEqualTo(execution.getSpanId());
				assertThat(child.getTraceId()).isEqualTo(execution.getTraceId());
			});
		});
	}

	@Test
	void lineAboutTheErrorBearsTheTraceAndTheExecution() {
		this.runner.run((context) -> {
			run(context, "bad");
			SpanData span = spans("task traced.fail").get(0);
			assertThat(this.lines.awaitLine("Job 'bad', execution ").getMDCPropertyMap())
				.containsEntry("traceId", span.getTraceId())
				.containsEntry("spanId", span.getSpanId())
				.containsEntry("job", "bad")
				.containsKey("execution");
		});
	}

	@Test
	void traceDoesNotLeakToTheNextExecution() {
		this.runner.run((context) -> {
			run(context, "bad");
			run(context, "good");
			assertThat(this.lines.awaitLine("writes").getMDCPropertyMap()).containsEntry("traceId",
					spans("task traced.run").get(0).getTraceId());
			assertThat(spans("task traced.run").get(0).getTraceId())
				.isNotEqualTo(spans("task traced.fail").get(0).getTraceId());
		});
	}

	private ObservationRegistry registry() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(this.tracer));
		return registry;
	}

	private List<SpanData> spans(String name) {
		return this.exporter.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

	private static void run(ApplicationContext context, String job) {
		BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
		int before = jobs.find(job).orElseThrow().history().size();
		jobs.trigger(job);
		await().until(() -> jobs.find(job).orElseThrow().history().size() > before
				&& jobs.find(job).orElseThrow().running() == null);
	}

	static class Traced {

		private final ObservationRegistry registry;

		Traced(ObservationRegistry registry) {
			this.registry = registry;
		}

		@BackgroundJob(name = "good", cron = "-")
		void run() {
			own.info("writes");
			Observation.createNotStarted("write", this.registry).observe(() -> own.info("in the middle"));
		}

		@BackgroundJob(name = "bad", cron = "-")
		void fail() {
			throw new IllegalStateException("there is no paper");
		}

	}

}
