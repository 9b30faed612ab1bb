package io.workerlifecycle.autoconfigure.alert;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Alerts of workers that run, and should not be trusted all the same.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerTroubleAlertsTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	private final Told told = new Told();

	private final TroubledWorker worker = new TroubledWorker();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, AlertAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Told.class, () -> this.told)
		.withBean("orders", Worker.class, () -> this.worker)
		.withPropertyValues("worker-lifecycle.workers.orders.stop-timeout=100ms");

	@Test
	void stalledWorkerIsToldUntilItMakesProgress() {
		this.runner.withPropertyValues("worker-lifecycle.workers.orders.stall-timeout=1m").run((context) -> {
			awaitRunning(context);
			advanceUntilTold("RAISED worker:orders:stalled");
			assertThat(this.told.alerts.get(0).severity()).isEqualTo(AlertSeverity.WARNING);
			this.worker.goOn.countDown();
			advanceUntilTold("RESOLVED worker:orders:stalled");
		});
	}

	@Test
	void failedHealthCheckIsToldUntilOnePasses() {
		this.runner.run((context) -> {
			awaitRunning(context);
			this.worker.ill = true;
			advanceUntilTold("RAISED worker:orders:unhealthy");
			assertThat(this.told.alerts.get(0).cause()).hasMessage("no disk");
			this.worker.ill = false;
			advanceUntilTold("RESOLVED worker:orders:unhealthy");
			this.worker.goOn.countDown();
		});
	}

	@Test
	void removedWorkerTakesItsAlertsAlong() {
		this.runner.run((context) -> {
			awaitRunning(context);
			this.worker.ill = true;
			advanceUntilTold("RAISED worker:orders:unhealthy");
			this.worker.goOn.countDown();
			context.getBean(Workers.class).remove("orders");
			advanceUntilTold("RESOLVED worker:orders:unhealthy");
		});
	}

	private void advanceUntilTold(String line) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(() -> {
			this.time.advance(Duration.ofSeconds(1));
			return this.told.lines().contains(line);
		});
	}

	private static void awaitRunning(ApplicationContext context) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> context.getBean(Workers.class).find("orders").orElseThrow().state() == WorkerState.RUNNING);
	}

	private static final class TroubledWorker implements Worker {

		private final CountDownLatch goOn = new CountDownLatch(1);

		private volatile boolean ill;

		@Override
		public void run(WorkerContext context) throws InterruptedException {
			this.goOn.await();
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofSeconds(1));
			}
		}

		@Override
		public void checkHealth() throws IOException {
			if (this.ill) {
				throw new IOException("no disk");
			}
		}

	}

}
