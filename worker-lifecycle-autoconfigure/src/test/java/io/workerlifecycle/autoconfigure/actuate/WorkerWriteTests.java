package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.function.Predicate;

import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.test.HttpReply;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people may do to workers over HTTP, and who hears of it. One application for all
 * tests; before each the worker runs.
 */
@Timeout(60)
class WorkerWriteTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(WorkerWriteTests.class);

	private static HttpApplication application;

	@BeforeAll
	static void startApplication() {
		application = HttpApplication.of(TwoWorkers.class, "--management.endpoint.workers.access=unrestricted",
				"--worker-lifecycle.workers.disabled.enabled=false");
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void startWorker() {
		Workers workers = application.bean(Workers.class);
		workers.start("pollerOne");
		workers.resume("pollerOne");
		awaitIt((worker) -> worker.state() == WorkerState.RUNNING && !worker.paused());
		auditor().events.clear();
	}

	@Test
	void stopStopsTheWorker() {
		assertAccepted(post("stop"));
		awaitIt((worker) -> worker.state() == WorkerState.STOPPED && worker.desired() == DesiredState.STOPPED);
	}

	@Test
	void startStartsAStoppedWorker() {
		post("stop");
		awaitIt((worker) -> worker.state() == WorkerState.STOPPED);
		assertAccepted(post("start"));
		awaitIt((worker) -> worker.state() == WorkerState.RUNNING && worker.desired() == DesiredState.RUNNING);
	}

	@Test
	void restartBeginsANewLife() {
		int before = it().incarnation();
		assertAccepted(post("restart"));
		awaitIt((worker) -> worker.incarnation() == before + 1 && worker.state() == WorkerState.RUNNING);
	}

	@Test
	void pauseHoldsTheWorkerAndResumeLetsItGo() {
		assertAccepted(post("pause"));
		awaitIt(WorkerSnapshot::paused);
		assertAccepted(post("resume"));
		awaitIt((worker) -> !worker.paused());
	}

	@Test
	void answerIsTheNewSnapshot() {
		JsonContent<?> answer = JSON.from(post("pause").body());
		assertThat(answer).extractingJsonPathBooleanValue("$.paused").isTrue();
		assertThat(answer).extractingJsonPathStringValue("$.state").isEqualTo("RUNNING");
		assertThat(answer).hasJsonPath("$.history");
	}

	@Test
	void nameIsComparedRelaxed() {
		assertAccepted(application.post("workers/POLLER-one", action("pause")));
	}

	@Test
	void unknownNameIsNotFoundAndTheOnesThereAreAreListed() {
		HttpReply reply = application.post("workers/nobody", action("stop"));
		assertThat(reply.status()).isEqualTo(404);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message")
			.contains("'nobody'", "pollerOne", "disabled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"action\": \"explode\"}", "{\"action\": \"STOP\"}", "{\"action\": \"\"}",
			"{\"action\": null}", "" })
	void actionThatIsNoneIsABadRequestAndTheOnesThereAreAreListed(String body) {
		HttpReply reply = application.post("workers/pollerOne", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(JSON.from(reply.body())).extractingJsonPathArrayValue("$.actions")
			.containsExactly("start", "stop", "restart", "pause", "resume");
		assertThat(auditor().events).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "restart" })
	void startOfADisabledWorkerIsAConflict(String action) {
		HttpReply reply = application.post("workers/disabled", action(action));
		assertThat(reply.status()).isEqualTo(409);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message")
			.contains("worker-lifecycle.workers.disabled.enabled=true");
	}

	@Test
	void allWorkersAtOnceCannotBeCommanded() {
		assertThat(application.post("workers", action("stop")).status()).isEqualTo(405);
	}

	@Test
	void acceptedWriteIsAuditedWithItsPrincipal() {
		application.postAs("ada", "workers/POLLER-one", action("pause"));
		AuditEvent event = auditor().single();
		assertThat(event.getPrincipal()).isEqualTo("ada");
		assertThat(event.getType()).isEqualTo("WORKER_PAUSE");
		assertThat(event.getData()).containsExactlyInAnyOrderEntriesOf(
				Map.of("worker", "pollerOne", "action", "pause", "outcome", "accepted"));
	}

	@Test
	void writeByNobodyKnownIsAuditedAsAnonymous() {
		post("pause");
		assertThat(auditor().single().getPrincipal()).isEqualTo("anonymousUser");
	}

	@Test
	void refusedWriteIsAuditedWithItsReason() {
		application.postAs("ada", "workers/disabled", action("start"));
		AuditEvent event = auditor().single();
		assertThat(event.getType()).isEqualTo("WORKER_START");
		assertThat(event.getData()).containsEntry("worker", "disabled")
			.containsEntry("outcome", "refused")
			.containsKey("reason");
	}

	@Test
	void writeToAnUnknownWorkerIsAudited() {
		application.postAs("ada", "workers/nobody", action("stop"));
		assertThat(auditor().single().getData()).containsEntry("worker", "nobody").containsEntry("outcome", "refused");
	}

	private static void assertAccepted(HttpReply reply) {
		assertThat(reply.status()).isEqualTo(200);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.name").isEqualTo("pollerOne");
	}

	private static HttpReply post(String action) {
		return application.post("workers/pollerOne", action(action));
	}

	private static String action(String action) {
		return "{\"action\": \"" + action + "\"}";
	}

	private static Auditor auditor() {
		return application.bean(Auditor.class);
	}

	private static WorkerSnapshot it() {
		return application.bean(Workers.class).find("pollerOne").orElseThrow();
	}

	private static void awaitIt(Predicate<WorkerSnapshot> condition) {
		await().until(() -> condition.test(it()));
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoWorkers {

		@Bean
		LoopWorker pollerOne() {
			return new LoopWorker();
		}

		@Bean
		LoopWorker disabled() {
			return new LoopWorker();
		}

		@Bean
		HeaderPrincipalFilter principals() {
			return new HeaderPrincipalFilter();
		}

		@Bean
		Auditor auditor() {
			return new Auditor();
		}

	}

}
