package io.workerlifecycle.autoconfigure.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.test.HttpReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.json.JsonContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads over HTTP. One application for all tests; before each its file is as at start.
 */
@Timeout(60)
class ReloadEndpointTests {

	private static final BasicJsonTester JSON = new BasicJsonTester(ReloadEndpointTests.class);

	@TempDir
	private static Path directory;

	private static HttpApplication application;

	@BeforeAll
	static void startApplication() throws IOException {
		write("shop.label: one");
		application = HttpApplication.of(Audited.class, "--management.endpoint.reload.access=unrestricted",
				"--spring.config.location=file:" + directory + "/");
	}

	@AfterAll
	static void stopApplication() {
		application.close();
	}

	@BeforeEach
	void goBack() throws IOException {
		write("shop.label: one");
		application.post("reload");
		application.bean(Auditor.class).events.clear();
	}

	@Test
	void postReloadsAndAnswersWithTheResult() throws IOException {
		double before = count("applied");
		write("shop: { label: two, password: hunter22, badge: gold }");
		HttpReply reply = application.post("reload");
		assertThat(reply.status()).isEqualTo(200);
		JsonContent<?> result = JSON.from(reply.body());
		assertThat(result).extractingJsonPathStringValue("$.outcome").isEqualTo("APPLIED");
		assertThat(result).extractingJsonPathStringValue("$.cause").isEqualTo("ENDPOINT");
		assertThat(result).extractingJsonPathStringValue("$.changes[1].name").isEqualTo("shop.label");
		assertThat(result).extractingJsonPathStringValue("$.changes[1].before").isEqualTo("one");
		assertThat(result).extractingJsonPathStringValue("$.changes[1].after").isEqualTo("two");
		assertThat(reply.body()).doesNotContain("hunter22").doesNotContain("gold");
		assertThat(JSON.from(application.get("reload").body())).extractingJsonPathStringValue("$.outcome")
			.isEqualTo("APPLIED");
		assertThat(count("applied")).isEqualTo(before + 1);
	}

	@Test
	void refusalIsAnAnswerWithItsReason() throws IOException {
		double before = count("refused");
		write("shop: label: two");
		HttpReply reply = application.post("reload");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.outcome").isEqualTo("REFUSED");
		assertThat(JSON.from(reply.body())).extractingJsonPathStringValue("$.reason").contains("application.yml");
		assertThat(count("refused")).isEqualTo(before + 1);
		assertThat(application.bean(Auditor.class).events).singleElement()
			.satisfies((event) -> assertThat(event.getData()).containsEntry("outcome", "refused"));
	}

	@Test
	void reloadIsAudited() {
		application.post("reload");
		assertThat(application.bean(Auditor.class).events).singleElement().satisfies((event) -> {
			assertThat(event.getType()).isEqualTo("CONFIGURATION_RELOAD");
			assertThat(event.getData()).containsEntry("action", "reload").containsEntry("result", "unchanged");
		});
	}

	@Test
	void allOutcomesAreCountedFromTheStart() {
		assertThat(count("applied") + count("unchanged") + count("refused")).isPositive();
	}

	private static double count(String outcome) {
		return application.bean(MeterRegistry.class)
			.get("worker.lifecycle.reloads")
			.tag("outcome", outcome)
			.counter()
			.count();
	}

	private static void write(String yaml) throws IOException {
		Files.writeString(directory.resolve("application.yml"), yaml + "\n");
	}

	@Configuration(proxyBeanMethods = false)
	static class Audited {

		@Bean
		Auditor auditor() {
			return new Auditor();
		}

		@Bean
		SanitizingFunction badges() {
			return SanitizingFunction.sanitizeValue().ifKeyEndsWith("badge");
		}

	}

}
