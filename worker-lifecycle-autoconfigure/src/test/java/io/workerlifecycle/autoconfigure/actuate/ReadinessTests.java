package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.test.HttpReply;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When an application with a worker that takes its time to start is ready.
 */
@Timeout(60)
class ReadinessTests {

	private static final String READINESS = "health/readiness";

	@Test
	void criticalWorkerHoldsReadinessUntilItIsRunning() {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=true")) {
			HttpReply refused = application.get(READINESS);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.body()).contains("OUT_OF_SERVICE");
			application.bean(GatedWorker.class).gate.countDown();
			await().untilAsserted(() -> assertThat(application.get(READINESS).status()).isEqualTo(200));
		}
	}

	@Test
	void criticalWorkerThatFailsLaterLeavesReadinessAlone() {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=true",
				"--worker-lifecycle.workers.gated.restart.policy=never")) {
			GatedWorker worker = application.bean(GatedWorker.class);
			worker.gate.countDown();
			worker.failure.countDown();
			await().until(() -> application.bean(Workers.class).find("gated").orElseThrow().gaveUp());
			assertThat(application.get(READINESS).status()).isEqualTo(200);
			assertThat(application.get("health").status()).isEqualTo(503);
		}
	}

	@Test
	void criticalWorkerThatStartsAgainLeavesReadinessAlone() {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=true",
				"--worker-lifecycle.workers.gated.restart.initial-interval=1ms")) {
			GatedWorker worker = application.bean(GatedWorker.class);
			worker.gate.countDown();
			await().untilAsserted(() -> assertThat(application.get(READINESS).status()).isEqualTo(200));
			worker.gate = new CountDownLatch(1);
			worker.failure.countDown();
			await().until(() -> application.bean(Workers.class)
				.find("gated")
				.filter((found) -> found.incarnation() == 2 && found.state() == WorkerState.STARTING)
				.isPresent());
			assertThat(application.get(READINESS).status()).isEqualTo(200);
		}
	}

	@Test
	void workerThatIsNotCriticalHoldsNothing() {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=false")) {
			assertThat(application.get(READINESS).status()).isEqualTo(200);
			assertThat(application.get("health").body()).contains("UNKNOWN");
		}
	}

	@ParameterizedTest
	@CsvSource({ "--worker-lifecycle.workers.gated.enabled=false", "--worker-lifecycle.auto-startup=false" })
	void criticalWorkerThatIsNotMeantToStartHoldsNothing(String argument) {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=true", argument)) {
			assertThat(application.get(READINESS).status()).isEqualTo(200);
		}
	}

	@Test
	void criticalWorkerLeavesLivenessAlone() {
		try (HttpApplication application = application("--worker-lifecycle.workers.gated.critical=true")) {
			assertThat(application.get("health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void readinessIndicatorOfTheUserWins() {
		try (HttpApplication application = HttpApplication.of(OwnIndicator.class,
				"--worker-lifecycle.workers.gated.critical=true")) {
			assertThat(application.bean(ReadinessStateHealthIndicator.class)).isInstanceOf(AlwaysReady.class);
			assertThat(application.get(READINESS).status()).isEqualTo(200);
		}
	}

	private static HttpApplication application(String... arguments) {
		return HttpApplication.of(Gated.class, arguments);
	}

	static class GatedWorker implements Worker {

		volatile CountDownLatch gate = new CountDownLatch(1);

		final CountDownLatch failure = new CountDownLatch(1);

		@Override
		public void onStartup(WorkerContext context) throws InterruptedException {
			while (this.gate.getCount() > 0 && !context.awaitStop(Duration.ofMillis(10))) {
				context.heartbeat();
			}
		}

		@Override
		public void run(WorkerContext context) {
			while (!context.awaitStop(Duration.ofMillis(10))) {
				if (this.failure.getCount() == 0) {
					throw new IllegalStateException("later");
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Gated {

		@Bean
		GatedWorker gated() {
			return new GatedWorker();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIndicator extends Gated {

		@Bean
		AlwaysReady readinessStateHealthIndicator(ApplicationAvailability availability) {
			return new AlwaysReady(availability);
		}

	}

	static class AlwaysReady extends ReadinessStateHealthIndicator {

		AlwaysReady(ApplicationAvailability availability) {
			super(availability);
		}

		@Override
		protected ReadinessState getState(ApplicationAvailability availability) {
			return ReadinessState.ACCEPTING_TRAFFIC;
		}

	}

}
