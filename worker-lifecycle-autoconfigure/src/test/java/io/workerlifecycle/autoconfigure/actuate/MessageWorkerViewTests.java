package io.workerlifecycle.autoconfigure.actuate;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.WorkerContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real message worker in Actuator and in the meters. One application for all tests; the
 * first message of it has been processed, and the second never can be.
 */
@Timeout(60)
class MessageWorkerViewTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(MessageWorkerViewTests.class);

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.of(OneWorker.class, "--worker-lifecycle.workers.it.channel=orders",
				"--worker-lifecycle.workers.it.retry.max-retries=0",
				"--worker-lifecycle.workers.it.dead-letter-channel=dead");
		QueueChannel orders = application.bean(Channels.class).orders;
		orders.send(new GenericMessage<>("good"));
		orders.send(new GenericMessage<>("secret"));
		await().until(() -> application.bean(Channels.class).dead.getQueueSize() == 1);
		await().until(() -> count("DEAD_LETTER") == 1);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void endpointShowsWhatBecameOfTheMessages() {
		JsonContent<?> it = JSON.from(application.get("workers/it").body());
		assertThat(it).extractingJsonPathArrayValue("$.messages.channels").containsExactly("orders");
		assertThat(it).extractingJsonPathNumberValue("$.messages.handled.SUCCESS").isEqualTo(1);
		assertThat(it).extractingJsonPathNumberValue("$.messages.handled.DEAD_LETTER").isEqualTo(1);
		assertThat(it).extractingJsonPathNumberValue("$.messages.depth").isEqualTo(0);
		assertThat(it).extractingJsonPathNumberValue("$.messages.inFlight").isEqualTo(0);
		assertThat(it).extractingJsonPathStringValue("$.messages.failures[0].exception")
			.isEqualTo(IllegalArgumentException.class.getName());
	}

	@Test
	void nothingOfAWorkerSaysThePayload() {
		String it = application.get("workers/it").body();
		assertThat(it).doesNotContain("secret");
		assertThat(JSON.from(it)).extractingJsonPathStringValue("$.lastFailure.type")
			.isEqualTo(IllegalArgumentException.class.getName());
		assertThat(application.get("health").body()).doesNotContain("secret");
	}

	@Test
	void metersTellTheSame() {
		assertThat(count("SUCCESS")).isEqualTo(1);
		assertThat(registry().get("worker.messages.depth").gauge().value()).isZero();
		assertThat(registry().get("worker.messages.refused").counter().count()).isZero();
		assertThat(application.get("prometheus").body()).contains("worker_messages_seconds_count{",
				"worker_messages_in_flight{", "worker_messages_oldest_age_seconds{", "worker_messages_refused_total{");
	}

	@Test
	void processingOfEachMessageIsObserved() {
		assertThat(application.bean(Receptions.class).contexts).hasSize(2).allSatisfy((context) -> {
			assertThat(context.getName()).isEqualTo("worker.message");
			assertThat(context.getLowCardinalityKeyValue("worker.name").getValue()).isEqualTo("it");
		});
		assertThat(application.bean(Receptions.class).contexts.get(1).getError())
			.isInstanceOf(IllegalArgumentException.class);
	}

	private static MeterRegistry registry() {
		return application.bean(MeterRegistry.class);
	}

	private static long count(String outcome) {
		return registry().get("worker.messages").tag("outcome", outcome).timer().count();
	}

	@Configuration(proxyBeanMethods = false)
	static class OneWorker {

		@Bean
		@BackgroundWorker
		Picky it() {
			return new Picky();
		}

		@Bean
		Channels channels() {
			return new Channels();
		}

		@Bean
		QueueChannel orders(Channels channels) {
			return channels.orders;
		}

		@Bean
		QueueChannel dead(Channels channels) {
			return channels.dead;
		}

		@Bean
		Receptions receptions() {
			return new Receptions();
		}

		/** One that is there: it is the handler that counts. */
		@Bean
		Tracer tracer() {
			return (Tracer) Proxy.newProxyInstance(Tracer.class.getClassLoader(), new Class<?>[] { Tracer.class },
					(proxy, method, arguments) -> null);
		}

	}

	static class Channels {

		final QueueChannel orders = new QueueChannel();

		final QueueChannel dead = new QueueChannel();

	}

	static class Picky implements MessageWorker<String> {

		@Override
		public void process(Message<String> message, WorkerContext context) {
			if (message.getPayload().equals("secret")) {
				throw new IllegalArgumentException("cannot do " + message.getPayload());
			}
		}

	}

	static class Receptions implements ObservationHandler<ReceiverContext<?>> {

		final List<ReceiverContext<?>> contexts = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(ReceiverContext<?> context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ReceiverContext<?> && "worker.message".equals(context.getName());
		}

	}

}
