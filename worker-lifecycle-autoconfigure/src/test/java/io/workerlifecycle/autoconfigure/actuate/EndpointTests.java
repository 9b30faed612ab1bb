package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.message.MessageFailure;
import io.workerlifecycle.test.HttpReply;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Actuator answers over HTTP. One application for all tests, none of which changes
 * it.
 */
@Timeout(60)
class EndpointTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(EndpointTests.class);

	private static HttpApplication application;

	@BeforeAll
	static void start() {
		application = HttpApplication.of(WorkersAndJobs.class, "--worker-lifecycle.jobs.good.missed-runs=run-once");
		Workers workers = application.bean(Workers.class);
		await().until(() -> workers.find("loop").orElseThrow().state() == WorkerState.RUNNING);
		await().until(() -> workers.find("broken").orElseThrow().gaveUp());
		BackgroundJobs jobs = application.bean(BackgroundJobs.class);
		for (String job : List.of("good", "bad")) {
			jobs.trigger(job);
			await().until(() -> jobs.find(job).orElseThrow().lastExecution() != null);
		}
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void workersAreListed() {
		assertThat(json("workers")).extractingJsonPathArrayValue("$.workers[*].name").containsExactly("loop", "broken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "state", "desired", "paused", "degraded", "degradedReason", "stalled",
			"stalledSince", "recovering", "recoveringUntil", "waitingFor", "backingOff", "restartAt", "gaveUp",
			"completed", "abandoned", "incarnation", "runningSince", "uptime", "phase", "after", "awaitRunning",
			"critical", "counts", "work", "health", "health.result", "health.checkedAt", "health.age",
			"health.failures", "health.lastFailure", "lastFailure", "stack", "history", "kind", "messages" })
	void workerHasTheKey(String key) {
		assertThat(json("workers/loop")).hasJsonPath("$." + key);
	}

	@Test
	void workerShowsItsStateAndItsHistory() {
		JsonContent<?> worker = json("workers/loop");
		assertThat(worker).extractingJsonPathStringValue("$.state").isEqualTo("RUNNING");
		assertThat(worker).extractingJsonPathStringValue("$.desired").isEqualTo("RUNNING");
		assertThat(worker).extractingJsonPathNumberValue("$.incarnation").isEqualTo(1);
		assertThat(worker).extractingJsonPathArrayValue("$.history[*].to").containsExactly("STARTING", "RUNNING");
	}

	@Test
	void workerThatGaveUpShowsItsFailure() {
		JsonContent<?> worker = json("workers/broken");
		assertThat(worker).extractingJsonPathBooleanValue("$.gaveUp").isTrue();
		assertThat(worker).extractingJsonPathStringValue("$.lastFailure.type")
			.isEqualTo(IllegalStateException.class.getName());
		assertThat(worker).extractingJsonPathStringValue("$.lastFailure.message").isEqualTo("the queue is gone");
	}

	@Test
	void workerThatTakesMessagesShowsWhatBecomesOfThem() {
		JsonContent<?> worker = json("workers/loop");
		assertThat(worker).extractingJsonPathArrayValue("$.messages.channels").containsExactly("orders");
		assertThat(worker).extractingJsonPathNumberValue("$.messages.handled.SUCCESS").isEqualTo(2);
		assertThat(worker).extractingJsonPathNumberValue("$.messages.inFlight").isEqualTo(3);
		assertThat(worker).extractingJsonPathNumberValue("$.messages.depth").isEqualTo(42);
		assertThat(worker).extractingJsonPathStringValue("$.messages.oldestAge").isEqualTo("PT7S");
		assertThat(worker).extractingJsonPathMapValue("$.messages.unreachable").isEmpty();
		assertThat(json("workers")).extractingJsonPathNumberValue("$.workers[0].messages.inFlight").isEqualTo(3);
	}

	@Test
	void messageThatFailedIsShownWithoutWhatItSays() {
		assertThat(json("workers/loop")).extractingJsonPathMapValue("$.messages.failures[0]")
			.containsOnlyKeys("channel", "messageId", "attempts", "exception", "at")
			.containsEntry("messageId", null)
			.containsEntry("exception", "java.lang.IllegalStateException");
	}

	@Test
	void workerThatTakesNoMessagesShowsNone() {
		assertThat(json("workers/broken")).hasEmptyJsonPathValue("$.messages");
	}

	@Test
	void workerIsFoundByItsRelaxedName() {
		assertThat(application.get("workers/LO-OP").status()).isEqualTo(200);
	}

	@Test
	void jobsAreListed() {
		assertThat(json("backgroundjobs")).extractingJsonPathArrayValue("$.jobs[*].name")
			.containsExactly("bad", "good");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "target", "trigger", "enabled", "paused", "health", "consecutiveFailures",
			"overdueSince", "running", "lastExecution", "lastExecution.attempts", "nextExecution", "history",
			"settings", "settings.catchUp.maxRuns", "settings.catchUp.maxAge", "settings.retry.maxRetries",
			"settings.timeout", "origins" })
	void jobHasTheKey(String key) {
		assertThat(json("backgroundjobs/good")).hasJsonPath("$." + key);
	}

	@Test
	void jobShowsItsTriggerInWords() {
		assertThat(json("backgroundjobs/good")).extractingJsonPathStringValue("$.trigger.words")
			.isEqualTo("every day at 03:00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "executions", "execution", "refused", "cancelled" })
	void jobLeavesOutTheKeyThatSaysNothing(String key) {
		assertThat(json("backgroundjobs/good")).doesNotHaveJsonPath("$." + key);
	}

	@ParameterizedTest
	@CsvSource({ "overlap, SKIP", "missedRuns, RUN_ONCE", "jitter, PT0S" })
	void jobShowsItsSettingsInPlainWords(String key, String value) {
		assertThat(json("backgroundjobs/good")).extractingJsonPathStringValue("$.settings." + key).isEqualTo(value);
	}

	@Test
	void jobShowsWhereItsSettingsStand() {
		assertThat(json("backgroundjobs/good")).extractingJsonPathStringValue("$.origins.cron")
			.contains("@BackgroundJob");
		assertThat(json("backgroundjobs/good")).extractingJsonPathStringValue("$.origins['missed-runs']")
			.contains("worker-lifecycle.jobs.good.missed-runs");
	}

	@ParameterizedTest
	@CsvSource({ "?next=5, 5", "?next=0, 0", "'', 3", "?next=-1, 0", "?next=1000, 100" })
	void jobShowsAsManyFiringsAsAskedFor(String query, int firings) {
		assertThat(json("backgroundjobs/good" + query)).extractingJsonPathArrayValue("$.nextFirings").hasSize(firings);
	}

	@Test
	void jobShowsTheOutcomeOfItsLastExecution() {
		assertThat(json("backgroundjobs/bad")).extractingJsonPathStringValue("$.lastExecution.outcome")
			.isEqualTo("ERROR");
		assertThat(json("backgroundjobs/bad")).extractingJsonPathStringValue("$.lastExecution.exception.message")
			.isEqualTo("the disk is full");
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers/nobody", "backgroundjobs/nobody", "backgroundjobs/nobody?next=5" })
	void unknownNameIsNotFound(String path) {
		assertThat(application.get(path).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "workers/loop", "backgroundjobs", "backgroundjobs/good" })
	void postIsNotAllowed(String path) {
		assertThat(application.post(path).status()).isEqualTo(405);
	}

	@Test
	void numberOfFiringsThatIsNoneIsABadRequest() {
		assertThat(application.get("backgroundjobs/good?next=many").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "Good, SUCCESS", "Bad, ERROR" })
	void springsEndpointShowsTheTrueOutcome(String type, String outcome) {
		String task = "$.cron[?(@.runnable.target =~ /.*" + type + "Job.run/)].lastExecution";
		assertThat(json("scheduledtasks")).extractingJsonPathArrayValue(task + ".status").containsExactly(outcome);
	}

	@Test
	void springsEndpointShowsTheException() {
		assertThat(json("scheduledtasks"))
			.extractingJsonPathArrayValue(
					"$.cron[?(@.runnable.target =~ /.*BadJob.run/)].lastExecution.exception.message")
			.containsExactly("the disk is full");
	}

	@Test
	void springsEndpointShowsTheNextFiring() {
		assertThat(json("scheduledtasks")).extractingJsonPathArrayValue("$.cron[*].nextExecution.time").hasSize(2);
	}

	@Test
	void healthIsDownByTheWorkerThatGaveUp() {
		HttpReply reply = application.get("health");
		assertThat(reply.status()).isEqualTo(503);
		JsonContent<?> health = JSON.from(reply.body());
		assertThat(health).extractingJsonPathStringValue("$.components.workers.status").isEqualTo("DOWN");
		assertThat(health).extractingJsonPathStringValue("$.components.workers.details.broken.status")
			.isEqualTo("DOWN");
		assertThat(health).extractingJsonPathStringValue("$.components.workers.details.loop.status").isEqualTo("UP");
	}

	@Test
	void healthHasADetailForEachJob() {
		JsonContent<?> health = JSON.from(application.get("health").body());
		assertThat(health).extractingJsonPathStringValue("$.components.backgroundJobs.status").isEqualTo("UP");
		assertThat(health).extractingJsonPathMapValue("$.components.backgroundJobs.details")
			.containsOnlyKeys("good", "bad");
		assertThat(health).extractingJsonPathStringValue("$.components.backgroundJobs.details.bad.lastOutcome")
			.isEqualTo("ERROR");
	}

	@Test
	void metersAreThereForPrometheus() {
		assertThat(application.get("prometheus").body()).contains("worker_state{", "worker_name=\"loop\"",
				"worker_starts_total{", "background_job_executions_seconds_count{", "job_name=\"good\"");
	}

	private static JsonContent<?> json(String path) {
		HttpReply reply = application.get(path);
		assertThat(reply.status()).isEqualTo(200);
		return JSON.from(reply.body());
	}

	@Configuration(proxyBeanMethods = false)
	static class WorkersAndJobs {

		@Bean
		LoopWorker loop() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(restart = RestartPolicy.NEVER)
		Worker broken() {
			return (context) -> {
				throw new IllegalStateException("the queue is gone");
			};
		}

		@Bean
		@Primary
		FixedFlows flows() {
			MessageFailure failure = new MessageFailure("orders", null, 3, IllegalStateException.class.getName(),
					Instant.EPOCH);
			return new FixedFlows().depth(42).flow("loop", FixedFlows.flow(Map.of(), List.of(failure)));
		}

		@Bean
		GoodJob goodJob() {
			return new GoodJob();
		}

		@Bean
		BadJob badJob() {
			return new BadJob();
		}

	}

	static class GoodJob {

		@BackgroundJob(name = "good", cron = "0 0 3 * * *")
		void run() {
		}

	}

	static class BadJob {

		@BackgroundJob(name = "bad", cron = "0 0 3 * * *")
		void run() {
			throw new IllegalStateException("the disk is full");
		}

	}

}
