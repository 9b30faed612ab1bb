package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.workerlifecycle.message.BatchSettings;
import io.workerlifecycle.message.DegradationSettings;
import io.workerlifecycle.message.MessageRetry;
import io.workerlifecycle.message.MessageSettings;
import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.worker.BackgroundWorker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who decides how a worker takes messages.
 */
@Timeout(30)
class MessageSettingsTests {

	@Test
	void builtInValuesHoldWhereNothingIsSaid() {
		ConfiguredMessages configured = resolve(null);
		assertThat(configured.settings()).isEqualTo(MessageSettings.STANDARD);
		assertThat(configured.transactionManager()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "workers.orders.", "worker-defaults." })
	void everyPropertyReachesItsSetting(String prefix) {
		ConfiguredMessages configured = resolve(null, prefix + "channel=a,b", prefix + "concurrency=3",
				prefix + "poll-timeout=2s", prefix + "processing-timeout=3s", prefix + "retry.max-retries=4",
				prefix + "retry.delay=5s", prefix + "retry.multiplier=6", prefix + "retry.max-delay=7s",
				prefix + "retry.jitter=8s", prefix + "retry.includes=java.io.IOException",
				prefix + "retry.excludes=java.io.UncheckedIOException", prefix + "dead-letter-channel=c",
				prefix + "degrade-on[0]=java.lang.IllegalStateException", prefix + "degrade-probe-interval=9s",
				prefix + "batch.size=10", prefix + "batch.max-wait=11s", prefix + "transaction-manager=tx");
		MessageRetry retry = new MessageRetry(
				new RetrySettings(4, Duration.ofSeconds(5), 6, Duration.ofSeconds(7), Duration.ofSeconds(8)),
				Set.of(IOException.class), Set.of(UncheckedIOException.class));
		assertThat(configured).isEqualTo(new ConfiguredMessages(
				new MessageSettings(List.of("a", "b"), 3, Duration.ofSeconds(2), Duration.ofSeconds(3), retry,
						new DegradationSettings(Set.of(IllegalStateException.class), Duration.ofSeconds(9)), "c",
						new BatchSettings(10, Duration.ofSeconds(11))),
				"tx"));
	}

	@Test
	void annotationWinsOverTheDefaults() {
		MessageSettings settings = resolve(Annotated.class, "worker-defaults.channel=other",
				"worker-defaults.concurrency=9", "worker-defaults.dead-letter-channel=other",
				"worker-defaults.degrade-on=java.lang.IllegalStateException", "shop.failed=broken")
			.settings();
		assertThat(settings.channels()).containsExactly("orders", "returns");
		assertThat(settings.concurrency()).isEqualTo(2);
		assertThat(settings.deadLetterChannel()).isEqualTo("broken");
		assertThat(settings.degradation().on()).containsExactly(IOException.class);
	}

	@Test
	void propertiesOfTheWorkerWinOverItsAnnotation() {
		MessageSettings settings = resolve(Annotated.class, "workers.orders.channel=other",
				"workers.orders.concurrency=9", "workers.orders.dead-letter-channel=", "workers.orders.degrade-on=")
			.settings();
		assertThat(settings.channels()).containsExactly("other");
		assertThat(settings.concurrency()).isEqualTo(9);
		assertThat(settings.deadLetterChannel()).isNull();
		assertThat(settings.degradation().on()).isEmpty();
	}

	@Test
	void annotationThatSaysNothingLeavesItToTheDefaults() {
		MessageSettings settings = resolve(Silent.class, "worker-defaults.channel=other",
				"worker-defaults.concurrency=9", "worker-defaults.dead-letter-channel=failed")
			.settings();
		assertThat(settings.channels()).containsExactly("other");
		assertThat(settings.concurrency()).isEqualTo(9);
		assertThat(settings.deadLetterChannel()).isEqualTo("failed");
	}

	@Test
	void eachKeyOfAGroupIsDecidedByItself() {
		RetrySettings timing = resolve(null, "workers.orders.retry.delay=5s", "worker-defaults.retry.delay=6s",
				"worker-defaults.retry.multiplier=3")
			.settings()
			.retry()
			.timing();
		assertThat(timing.delay()).isEqualTo(Duration.ofSeconds(5));
		assertThat(timing.multiplier()).isEqualTo(3);
		assertThat(timing.maxRetries()).isEqualTo(3);
	}

	@Test
	void channelThatIsNamedTwiceCountsOnce() {
		assertThat(resolve(null, "workers.orders.channel=a,b,a").settings().channels()).containsExactly("a", "b");
	}

	private static ConfiguredMessages resolve(@Nullable Class<?> annotated, String... properties) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(Stream.of(properties).map((each) -> "worker-lifecycle." + each)).applyTo(environment);
		ConfigurationPropertySources.attach(environment);
		return new MessageSettingsSource(environment, MessageSettingsTests.class.getClassLoader()).resolve("orders",
				(annotated != null) ? annotated.getAnnotation(BackgroundWorker.class) : null);
	}

	@BackgroundWorker(channel = { "orders", "returns" }, concurrency = 2,
			deadLetterChannel = "${worker-lifecycle.shop.failed:failed}", degradeOn = IOException.class)
	private static final class Annotated {

	}

	@BackgroundWorker
	private static final class Silent {

	}

}
