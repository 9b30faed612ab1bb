package io.workerlifecycle.autoconfigure.actuate;

import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.RunningExecution;
import io.workerlifecycle.job.StopMode;
import io.workerlifecycle.test.HttpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people may do to jobs over HTTP, and who hears of it. One application for all
 * tests; before each the job is there, waits for three o'clock, and ends at once.
 */
@Timeout(60)
class JobWriteTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(JobWriteTests.class);

	private static HttpApplication application;

	private CountDownLatch gate = new CountDownLatch(0);

	@BeforeAll
	static void startApplication() {
		application = HttpApplication.of(NoJobs.class, "--management.endpoint.backgroundjobs.access=unrestricted",
				"--worker-lifecycle.jobs.declared.bean=declaredJob", "--worker-lifecycle.jobs.declared.method=run",
				"--worker-lifecycle.jobs.declared.cron=-");
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void addJob() {
		jobs().add(JobDefinition.named("reportOne")
			.cron("0 0 3 1 1 *")
			.zone(ZoneId.of("Asia/Kolkata"))
			.with(JobAttribute.STOP_TIMEOUT, "500ms")
			.action(this::run));
		// What a test before left running holds the name until it has ended.
		awaitIt((job) -> job.running() == null);
		auditor().events.clear();
	}

	@AfterEach
	void removeJob() {
		this.gate.countDown();
		if (jobs().find("reportOne").isPresent()) {
			jobs().remove("reportOne", StopMode.WAIT);
		}
	}

	@Test
	void triggerRunsTheJobAndNamesTheExecution() {
		JsonContent<?> answer = accepted(post("trigger"));
		awaitIt((job) -> job.lastExecution() != null);
		assertThat(answer).extractingJsonPathStringValue("$.execution").isEqualTo(it().history().get(0).id());
		assertThat(answer).doesNotHaveJsonPath("$.refused");
	}

	@Test
	void refusedTriggerIsAnsweredWithItsReason() {
		hold();
		JsonContent<?> answer = accepted(post("trigger"));
		assertThat(answer).extractingJsonPathStringValue("$.refused").isEqualTo("overlap");
		assertThat(answer).doesNotHaveJsonPath("$.execution");
	}

	@Test
	void pauseLetsFiringsBeRefusedUntilResume() {
		assertThat(accepted(post("pause"))).extractingJsonPathBooleanValue("$.paused").isTrue();
		assertThat(accepted(post("trigger"))).extractingJsonPathStringValue("$.refused").isEqualTo("paused");
		assertThat(accepted(post("resume"))).extractingJsonPathBooleanValue("$.paused").isFalse();
		assertThat(accepted(post("trigger"))).hasJsonPathStringValue("$.execution");
	}

	@Test
	void cancelInterruptsTheExecutionAndNamesIt() {
		RunningExecution running = hold();
		assertThat(accepted(post("cancel"))).extractingJsonPathArrayValue("$.cancelled").containsExactly(running.id());
		awaitIt((job) -> job.lastExecution() != null && job.lastExecution().outcome() == JobOutcome.CANCELLED);
	}

	@Test
	void cancelOfNothingNamesNothing() {
		assertThat(accepted(post("cancel"))).extractingJsonPathArrayValue("$.cancelled").isEmpty();
	}

	@Test
	void runningExecutionIsShownWithItsAgeAndItsStack() {
		RunningExecution running = hold();
		JsonContent<?> one = JSON.from(application.get("backgroundjobs/reportOne").body());
		assertThat(one).extractingJsonPathStringValue("$.running.id").isEqualTo(running.id());
		assertThat(one).extractingJsonPathStringValue("$.running.age").startsWith("PT");
		assertThat(one).extractingJsonPathArrayValue("$.running.stack")
			.anySatisfy((call) -> assertThat(call).asString().contains("JobWriteTests.run"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"cron": "0 0 9 * * MON"          | cron       | 0 0 9 * * MON
			"fixedRate": "10m"               | fixedRate  | PT10M
			"fixedDelay": "PT1H"             | fixedDelay | PT1H
			"cron": "@daily", "zone": "UTC"  | cron       | @daily
			""")
	void rescheduleGivesTheJobAnotherTrigger(String parameters, String type, String value) {
		JsonContent<?> answer = accepted(application.post("backgroundjobs/reportOne", reschedule(parameters)));
		assertThat(answer).extractingJsonPathStringValue("$.trigger.type").isEqualTo(type);
		assertThat(answer).extractingJsonPathStringValue("$.trigger.value").isEqualTo(value);
		assertThat(answer).extractingJsonPathMapValue("$.origins").containsValue("run time");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"cron": "0 0 9 * * *"                  | Asia/Kolkata
			"cron": "0 0 9 * * *", "zone": "UTC"   | UTC
			""")
	void rescheduledExpressionStaysInItsZoneUnlessOneIsSaid(String parameters, String zone) {
		assertThat(accepted(application.post("backgroundjobs/reportOne", reschedule(parameters))))
			.extractingJsonPathStringValue("$.trigger.zone")
			.isEqualTo(zone);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                                              | has no trigger
			"zone": "UTC"                                 | has no trigger
			"cron": "0 9 * * *"                           | it has 5 fields
			"cron": "@daily", "fixedRate": "1s"           | more than one trigger
			"fixedRate": 10                               | Write 10s for seconds
			"fixedDelay": "often"                         | Write a number and a unit
			"fixedDelay": "1s", "zone": "UTC"             | Remove the zone
			"cron": "@daily", "zone": "Mars"              | Write a zone id
			"at": "soon"                                  | Write
			"cron": "@daily", "mode": "wait"              | takes no mode
			""")
	void scheduleThatCannotBeIsABadRequestWithTheWayOut(String parameters, String words) {
		HttpReply reply = application.post("backgroundjobs/reportOne", reschedule(parameters));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message").contains(words);
		assertThat(it().trigger()).hasToString("cron 0 0 3 1 1 * Asia/Kolkata");
	}

	@Test
	void removeTakesTheJobAway() {
		HttpReply reply = post("remove");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.name").isEqualTo("reportOne");
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.end").isEqualTo("IDLE");
		assertThat(application.get("backgroundjobs/reportOne").status()).isEqualTo(404);
		assertThat(post("remove").status()).isEqualTo(404);
	}

	@Test
	void removeByInterruptEndsTheExecution() {
		hold();
		JsonContent<?> answer = JSON
			.from(application.post("backgroundjobs/reportOne", "{\"action\": \"remove\", \"mode\": \"interrupt\"}")
				.body());
		assertThat(answer).extractingJsonPathStringValue("$.end").isEqualTo("INTERRUPTED");
		assertThat(answer).extractingJsonPathArrayValue("$.left").isEmpty();
	}

	@Test
	void removeNamesTheExecutionThatIsLeft() {
		RunningExecution running = hold();
		JsonContent<?> answer = JSON.from(post("remove").body());
		assertThat(answer).extractingJsonPathStringValue("$.end").isEqualTo("STILL_RUNNING");
		assertThat(answer).extractingJsonPathArrayValue("$.left").containsExactly(running.id());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"action": "remove", "mode": "kill"}       | There is no mode 'kill'. Write one of wait, interrupt.
			{"action": "pause", "mode": "wait"}        | The action pause takes no mode. Leave it out.
			{"action": "trigger", "cron": "@daily"}    | The action trigger takes no cron. Leave it out.
			{"action": "remove", "at": "now"}          | The action remove takes no at. It takes: mode.
			""")
	void parameterThatCannotBeIsABadRequestAndNothingHappens(String body, String message) {
		HttpReply reply = application.post("backgroundjobs/reportOne", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message").isEqualTo(message);
		assertThat(it().paused()).isFalse();
	}

	@Test
	void nameIsComparedRelaxed() {
		accepted(application.post("backgroundjobs/REPORT-one", action("pause")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "trigger", "pause", "resume", "cancel", "reschedule", "remove", "add" })
	void unknownNameIsNotFoundAndTheOnesThereAreAreListed(String action) {
		HttpReply reply = application.post("backgroundjobs/nobody", action(action));
		assertThat(reply.status()).isEqualTo(404);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.message")
			.contains("'nobody'", "reportOne");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"action\": \"explode\"}", "{\"action\": \"PAUSE\"}", "{\"action\": \"\"}",
			"{\"action\": null}", "" })
	void actionThatIsNoneIsABadRequestAndTheOnesThereAreAreListed(String body) {
		HttpReply reply = application.post("backgroundjobs/reportOne", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(JSON.from(reply.body())).extractingJsonPathArrayValue("$.actions")
			.containsExactly("trigger", "pause", "resume", "cancel", "reschedule", "remove", "add");
		assertThat(auditor().events).isEmpty();
	}

	@Test
	void removedJobThatIsDeclaredComesBack() {
		assertThat(application.post("backgroundjobs/declared", action("remove")).status()).isEqualTo(200);
		HttpReply reply = application.post("backgroundjobs/declared", action("add"));
		assertThat(reply.status()).isEqualTo(200);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.name").isEqualTo("declared");
		assertThat(auditor().events).extracting(AuditEvent::getType).endsWith("JOB_REMOVE", "JOB_ADD");
	}

	@Test
	void jobThatCodeAddedDoesNotComeBack() {
		jobs().remove("reportOne", StopMode.WAIT);
		assertThat(application.post("backgroundjobs/reportOne", action("add")).status()).isEqualTo(404);
	}

	@Test
	void allJobsAtOnceCannotBeCommanded() {
		assertThat(application.post("backgroundjobs", action("pause")).status()).isEqualTo(405);
	}

	@Test
	void acceptedWriteIsAuditedWithItsPrincipal() {
		application.postAs("ada", "backgroundjobs/REPORT-one", action("pause"));
		AuditEvent event = auditor().single();
		assertThat(event.getPrincipal()).isEqualTo("ada");
		assertThat(event.getType()).isEqualTo("JOB_PAUSE");
		assertThat(event.getData())
			.containsExactlyInAnyOrderEntriesOf(Map.of("job", "reportOne", "action", "pause", "outcome", "accepted"));
	}

	@Test
	void triggerIsAuditedWithItsExecution() {
		post("trigger");
		awaitIt((job) -> job.lastExecution() != null);
		assertThat(auditor().single().getData()).containsEntry("outcome", "accepted")
			.containsEntry("execution", it().history().get(0).id());
	}

	@Test
	void refusedTriggerIsAuditedWithItsReason() {
		post("pause");
		auditor().events.clear();
		post("trigger");
		assertThat(auditor().single().getType()).isEqualTo("JOB_TRIGGER");
		assertThat(auditor().single().getData()).containsEntry("outcome", "refused").containsEntry("reason", "paused");
	}

	@Test
	void rescheduleIsAuditedWithWhatWasSaid() {
		application.post("backgroundjobs/reportOne", reschedule("\"fixedRate\": \"10m\""));
		assertThat(auditor().single().getData()).containsEntry("action", "reschedule")
			.containsEntry("fixedRate", "10m")
			.containsEntry("outcome", "accepted");
	}

	@Test
	void removalIsAuditedWithItsEnd() {
		post("remove");
		assertThat(auditor().single().getType()).isEqualTo("JOB_REMOVE");
		assertThat(auditor().single().getData()).containsEntry("outcome", "accepted").containsEntry("end", "IDLE");
	}

	@Test
	void writeThatIsABadRequestIsAudited() {
		application.postAs("ada", "backgroundjobs/reportOne", reschedule("\"cron\": \"never\""));
		assertThat(auditor().single().getPrincipal()).isEqualTo("ada");
		assertThat(auditor().single().getData()).containsEntry("outcome", "refused").containsKey("reason");
	}

	@Test
	void writeToAnUnknownJobIsAudited() {
		application.postAs("ada", "backgroundjobs/nobody", action("cancel"));
		assertThat(auditor().single().getData()).containsEntry("job", "nobody").containsEntry("outcome", "refused");
	}

	private void run(JobContext context) throws InterruptedException {
		this.gate.await();
	}

	/** Lets an execution begin that goes on. */
	private RunningExecution hold() {
		this.gate = new CountDownLatch(1);
		assertThat(jobs().trigger("reportOne")).isInstanceOf(FiringResult.Accepted.class);
		awaitIt((job) -> job.running() != null && !job.running().stack().isEmpty());
		return it().executions().get(0);
	}

	private static JsonContent<?> accepted(HttpReply reply) {
		assertThat(reply.status()).isEqualTo(200);
		JsonContent<?> answer = JSON.from(reply.body());
		assertThat(answer).extractingJsonPathStringValue("$.name").isEqualTo("reportOne");
		assertThat(answer).hasJsonPath("$.history");
		return answer;
	}

	private static HttpReply post(String action) {
		return application.post("backgroundjobs/reportOne", action(action));
	}

	private static String action(String action) {
		return "{\"action\": \"" + action + "\"}";
	}

	private static String reschedule(String parameters) {
		return "{\"action\": \"reschedule\"" + ((parameters != null) ? ", " + parameters : "") + "}";
	}

	private static BackgroundJobs jobs() {
		return application.bean(BackgroundJobs.class);
	}

	private static Auditor auditor() {
		return application.bean(Auditor.class);
	}

	private static JobSnapshot it() {
		return jobs().find("reportOne").orElseThrow();
	}

	private static void awaitIt(Predicate<JobSnapshot> condition) {
		await().until(() -> condition.test(it()));
	}

	@Configuration(proxyBeanMethods = false)
	static class NoJobs {

		@Bean
		DeclaredJob declaredJob() {
			return new DeclaredJob();
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

	static class DeclaredJob {

		public void run() {
		}

	}

}
