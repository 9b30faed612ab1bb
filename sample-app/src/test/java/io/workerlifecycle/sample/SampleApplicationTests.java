package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobSnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SampleApplication}: everything but the workers and jobs, which the
 * test calls itself.
 */
@Timeout(60)
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "worker-lifecycle.auto-startup=false", "worker-lifecycle.instance.pid-file=" })
class SampleApplicationTests {

	private static final String EVIL = "%3Cscript%3E%0A%22%FF";

	@TempDir
	private static Path root;

	@TempDir
	private static Path data;

	private final HttpClient client = HttpClient.newHttpClient();

	private final BasicJsonTester json = new BasicJsonTester(SampleApplicationTests.class);

	@Autowired
	private TreeScan scan;

	@Autowired
	private HashWorker hasher;

	@Autowired
	private FindingQueue queue;

	@Autowired
	private QueueChannel findings;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private SummaryLine summary;

	@Autowired
	private Alerts alerts;

	@Autowired
	private BackgroundJobs jobs;

	@Value("${local.server.port}")
	private int port;

	@DynamicPropertySource
	static void directories(DynamicPropertyRegistry registry) {
		registry.add("sample.root", root::toString);
		registry.add("sample.data", data::toString);
	}

	@BeforeEach
	void scanTwice() throws IOException {
		scanAndHash();
		Files.writeString(Path.of(URI.create(root.toUri() + EVIL)), "1");
		scanAndHash();
	}

	@Test
	void reportTellsWhatChanged() throws Exception {
		JsonContent<Object> report = this.json.from(get("/report").body());
		assertThat(report).extractingJsonPathStringValue("$.root").isEqualTo(root.toRealPath().toString());
		assertThat(report).extractingJsonPathNumberValue("$.files").isEqualTo(1);
		assertThat(report).extractingJsonPathNumberValue("$.bytes").isEqualTo(1);
		assertThat(report).extractingJsonPathNumberValue("$.added").isEqualTo(1);
		assertThat(report).extractingJsonPathStringValue("$.since").matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		assertThat(report).extractingJsonPathStringValue("$.recentChanges[0].path").isEqualTo("<script>\\u{a}\"\ufffd");
		assertThat(report).extractingJsonPathStringValue("$.recentChanges[0].kind").isEqualTo("ADDED");
		assertThat(report).extractingJsonPathNumberValue("$.lastScan.counts.files").isEqualTo(1);
		assertThat(report).hasJsonPathNumberValue("$.lastScan.durationMillis");
		assertThat(report).extractingJsonPathNumberValue("$.queueDepth").isEqualTo(0);
	}

	@Test
	void reportCountsEveryKindOfTrouble() throws Exception {
		JsonContent<Object> report = this.json.from(get("/report").body());
		for (String kind : new String[] { "unreadable", "loops", "vanished", "changedWhileReading", "altered" }) {
			assertThat(report).extractingJsonPathNumberValue("$." + kind + ".paths").isEqualTo(0);
			assertThat(report).extractingJsonPathNumberValue("$." + kind + ".times").isEqualTo(0);
			assertThat(report).hasEmptyJsonPathValue("$." + kind + ".recent");
		}
	}

	@Test
	void pageShowsAStrangeNameAsText() throws Exception {
		HttpResponse<String> page = get("/");
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Content-Security-Policy")).get()
			.asString()
			.contains("default-src 'none'");
		assertThat(page.body()).contains("&lt;script&gt;\\u{a}&quot;\ufffd").doesNotContain("<script");
	}

	@Test
	void openAlertIsOnThePageAndInTheReportUntilItIsResolved() throws Exception {
		AlertSubject subject = new AlertSubject("job", "scan");
		this.alerts.raise(new Problem(subject, "failed", AlertSeverity.WARNING, "Job 'scan'\nfailed", null));
		await().until(() -> get("/").body(), (page) -> page.contains("Job &#39;scan&#39;\\u{a}failed"));
		assertThat(this.json.from(get("/report").body())).extractingJsonPathStringValue("$.alerts[0].key")
			.isEqualTo("job:scan:failed");
		this.alerts.resolve(subject.key("failed"), "it went well");
		await().until(() -> get("/").body(), (page) -> !page.contains("Job &#39;scan&#39;"));
		assertThat(this.json.from(get("/report").body())).hasEmptyJsonPathValue("$.alerts");
	}

	@Test
	void metersAreServedToPrometheus() throws Exception {
		assertThat(get("/actuator/prometheus").body()).contains("sample_queue_depth")
			.contains("sample_troubles_total{kind=\"LOOP\"}")
			.contains("sample_troubles_total{kind=\"ALTERED\"}");
	}

	@Test
	void verifyIsAJobByPropertiesAlone() throws Exception {
		assertThat(this.jobs.trigger("verify")).isInstanceOf(FiringResult.Accepted.class);
		await().until(() -> this.jobs.find("verify").map(JobSnapshot::lastExecution),
				(last) -> last.isPresent() && last.get().outcome() == JobOutcome.SUCCESS);
		JsonContent<Object> job = this.json.from(get("/actuator/backgroundjobs/verify").body());
		assertThat(job).extractingJsonPathStringValue("$.trigger.value").isEqualTo("0 30 2 * * *");
		assertThat(job).extractingJsonPathStringValue("$.trigger.zone").isEqualTo("Europe/Berlin");
	}

	@Test
	void summaryIsOneLine() {
		assertThat(this.summary.line()).startsWith(root.toString()).contains("1 files, 1 bytes").doesNotContain("\n");
	}

	private void scanAndHash() throws IOException {
		this.scan.scan(ManualJobContext.running());
		new HashLane(this.hasher, this.findings, this.transactions).run(ManualWorkerContext.untilEmpty(this.queue));
	}

	private HttpResponse<String> get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
