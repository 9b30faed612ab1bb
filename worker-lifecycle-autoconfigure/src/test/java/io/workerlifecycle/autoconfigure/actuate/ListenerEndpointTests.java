package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.test.HttpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listener containers over HTTP, in the view of workers. One application for all tests;
 * before each all containers run.
 */
@Timeout(60)
class ListenerEndpointTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(ListenerEndpointTests.class);

	private static final FixedContainer kafka = FixedContainer.kafka("orders");

	private static final FixedContainer jms = FixedContainer.jms("invoices");

	private static HttpApplication application;

	@BeforeAll
	static void startApplication() {
		application = HttpApplication.of(Listeners.class, "--management.endpoint.workers.access=unrestricted");
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void startContainers() {
		post("orders", "start");
		post("orders", "resume");
		post("invoices", "start");
		await().until(() -> kafka.running && jms.running);
		kafka.startFailure = null;
		auditor().events.clear();
	}

	@Test
	void containersAreListedAfterTheWorkers() {
		JsonContent<?> all = JSON.from(application.get("workers").body());
		assertThat(all).extractingJsonPathArrayValue("$.workers[*].name").containsExactly("loop", "orders", "invoices");
		assertThat(all).extractingJsonPathArrayValue("$.workers[*].kind")
			.containsExactly("worker", "kafka-listener", "jms-listener");
	}

	@Test
	void containerIsShownByItsName() {
		JsonContent<?> it = JSON.from(application.get("workers/ORDERS").body());
		assertThat(it).extractingJsonPathMapValue("$")
			.containsExactlyInAnyOrderEntriesOf(Map.of("name", "orders", "kind", "kafka-listener", "state", "RUNNING",
					"desired", "RUNNING", "paused", false, "failed", false, "listenerId", "orders", "actions",
					List.of("start", "stop", "restart", "pause", "resume")));
	}

	@Test
	void stopStopsTheContainer() {
		JsonContent<?> answer = JSON.from(post("orders", "stop").body());
		assertThat(answer).extractingJsonPathStringValue("$.desired").isEqualTo("STOPPED");
		await().until(() -> !kafka.running);
		assertThat(health()).extractingJsonPathStringValue("$.components.workers.details.orders.status")
			.isEqualTo("UP");
	}

	@Test
	void restartStopsItAndStartsIt() {
		int before = kafka.calls.size();
		post("orders", "restart");
		await().until(() -> kafka.calls.size() >= before + 2);
		assertThat(kafka.calls.subList(before, before + 2)).containsExactly("stop", "start");
	}

	@Test
	void containerThatIsStoppedWhileItIsRestartedStaysStopped() {
		kafka.holdsItsStop = true;
		post("orders", "restart");
		await().until(() -> kafka.held != null);
		int before = kafka.calls.size();
		post("orders", "stop");
		await().until(() -> !kafka.running);
		kafka.release();
		post("orders", "stop");
		await().until(() -> kafka.calls.size() >= before + 2);
		assertThat(kafka.calls.subList(before, kafka.calls.size())).doesNotContain("start");
		assertThat(kafka.running).isFalse();
	}

	@Test
	void pauseHoldsTheContainerAndResumeLetsItGo() {
		assertThat(JSON.from(post("orders", "pause").body())).extractingJsonPathBooleanValue("$.paused").isTrue();
		assertThat(kafka.paused).isTrue();
		assertThat(JSON.from(post("orders", "resume").body())).extractingJsonPathBooleanValue("$.paused").isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "resume" })
	void whatTheLibraryCannotDoIsABadRequestAndWhatItCanIsListed(String action) {
		HttpReply reply = post("invoices", action);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(JSON.from(reply.body())).extractingJsonPathArrayValue("$.actions")
			.containsExactly("start", "stop", "restart");
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message")
			.isEqualTo("A jms-listener has no action '" + action + "'; there are: start, stop, restart");
		assertThat(auditor().single().getData()).containsEntry("outcome", "refused");
	}

	@Test
	void startThatFailsIsDownAndTheNextOneIsTried() {
		post("orders", "stop");
		await().until(() -> !kafka.running);
		kafka.startFailure = new IllegalStateException("no broker");
		int before = kafka.calls.size();
		post("orders", "start");
		await().until(() -> kafka.calls.size() > before && failed());
		assertThat(health()).extractingJsonPathStringValue("$.components.workers.details.orders.status")
			.isEqualTo("DOWN");
		kafka.startFailure = null;
		post("orders", "start");
		await().until(() -> kafka.running);
	}

	@Test
	void commandIsAudited() {
		post("orders", "pause");
		assertThat(auditor().single().getType()).isEqualTo("LISTENER_PAUSE");
		assertThat(auditor().single().getData())
			.containsExactlyInAnyOrderEntriesOf(Map.of("listener", "orders", "action", "pause", "outcome", "accepted"));
	}

	@Test
	void statesAreMeters() {
		assertThat(state("RUNNING")).isEqualTo(1);
		assertThat(state("STOPPED")).isZero();
		post("orders", "stop");
		await().until(() -> state("STOPPED") == 1);
		assertThat(state("RUNNING")).isZero();
	}

	private static boolean failed() {
		return application.get("workers/orders").body().contains("\"failed\":true");
	}

	private static double state(String state) {
		return application.bean(MeterRegistry.class)
			.get("worker.state")
			.tag("worker.name", "orders")
			.tag("state", state)
			.gauge()
			.value();
	}

	private static JsonContent<?> health() {
		return JSON.from(application.get("health").body());
	}

	private static HttpReply post(String name, String action) {
		return application.post("workers/" + name, "{\"action\": \"" + action + "\"}");
	}

	private static Auditor auditor() {
		return application.bean(Auditor.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		LoopWorker loop() {
			return new LoopWorker();
		}

		@Bean
		ListenerLibrary listeners() {
			return () -> List.of(kafka, jms);
		}

		@Bean
		Auditor auditor() {
			return new Auditor();
		}

	}

}
