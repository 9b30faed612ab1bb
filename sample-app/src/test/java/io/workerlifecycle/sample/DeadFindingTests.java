package io.workerlifecycle.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.job.BackgroundJobs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a file that the hasher cannot process, in the whole sample.
 */
@Timeout(120)
@Import(DeadFindingTests.Mistake.class)
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "worker-lifecycle.instance.pid-file=", "worker-lifecycle.workers.hasher.retry.delay=10ms",
				"management.endpoint.deadletters.access=unrestricted" })
class DeadFindingTests {

	private static final String BAD = "poison";

	private static final AtomicBoolean MISTAKEN = new AtomicBoolean(true);

	@TempDir
	private static Path root;

	@TempDir
	private static Path data;

	private final HttpClient client = HttpClient.newHttpClient();

	private final BasicJsonTester json = new BasicJsonTester(DeadFindingTests.class);

	@Autowired
	private BackgroundJobs jobs;

	@Autowired
	private Reporter reporter;

	@Value("${local.server.port}")
	private int port;

	@DynamicPropertySource
	static void directories(DynamicPropertyRegistry registry) {
		registry.add("sample.root", root::toString);
		registry.add("sample.data", data::toString);
	}

	@BeforeAll
	static void writeFiles() throws IOException {
		for (String name : new String[] { "a", BAD, "z" }) {
			Files.writeString(root.resolve(name), name);
		}
	}

	@Test
	void fileWhoseProcessingThrowsIsADeadLetterUntilItIsReplayed() throws Exception {
		await().atMost(Duration.ofSeconds(60)).until(this::letters, (body) -> count(body) == 1);
		assertThat(letters()).contains("java.lang.IllegalStateException")
			.contains("\"attempts\":3")
			.doesNotContain(BAD);
		assertThat(this.reporter.report().files()).isEqualTo(2);
		scanAgain();
		assertThat(count(letters())).as("no scan brings it again").isOne();
		MISTAKEN.set(false);
		assertThat(replay()).contains("\"replayed\":1");
		await().atMost(Duration.ofSeconds(60)).until(() -> this.reporter.report().files() == 3);
		assertThat(count(letters())).isZero();
		assertThat(this.reporter.report().unreadable().times()).isZero();
	}

	private void scanAgain() {
		await().until(() -> this.reporter.report().queueDepth() == 0);
		ScanSummary before = this.reporter.report().lastScan();
		this.jobs.trigger("scan");
		await().until(() -> !this.reporter.report().lastScan().equals(before));
		await().until(() -> this.reporter.report().queueDepth() == 0);
	}

	private int count(String body) {
		JsonContent<Object> content = this.json.from(body);
		assertThat(content).hasJsonPathArrayValue("$.letters");
		return body.split("\"originalId\"", -1).length - 1;
	}

	private String letters() throws Exception {
		return send(request().GET());
	}

	private String replay() throws Exception {
		return send(request().header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"replay\"}")));
	}

	private HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/deadletters/hasher"));
	}

	private String send(HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response::body).isEqualTo(200);
		return response.body();
	}

	/**
	 * Opens files with a mistake. Not for the component scan of other tests.
	 */
	static class Mistake {

		@Bean
		@Primary
		FileOpener mistakenOpener() {
			return (file) -> {
				if (MISTAKEN.get() && file.endsWith(BAD)) {
					throw new IllegalStateException("a mistake about " + BAD);
				}
				return FileHasher.open(file);
			};
		}

	}

}
