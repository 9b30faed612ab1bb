package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WorkerStartFailureAnalyzerTests {

	@Test
	void workerThatGaveUpIsToldWithItsLastFailure() {
		FailureAnalysis analysis = analyze(TestWorker.gaveUpWhileAwaited("orders", GiveUpAction.HEALTH));
		assertThat(analysis.getDescription()).isEqualTo("""
				The worker 'orders' did not become RUNNING: it gave up after one start. \
				The application waits for it (await-running).
				It is ERROR, in its incarnation 1.
				Its last failure, at 2026-03-01T12:00:00Z: java.lang.IllegalStateException: the queue is gone""");
		assertThat(analysis.getAction()).isEqualTo("Mend what made it fail, "
				+ "or set worker-lifecycle.workers.orders.await-running=false to start without it.");
	}

	@Test
	void workerThatWaitsIsToldWithWhatItWaitsFor() {
		FailureAnalysis analysis = analyze(TestWorker.waiting("orders", "stock", "mailer"));
		assertThat(analysis.getDescription()).contains("within 30 s (start-timeout).", "It is STARTING",
				"It waits for: stock, mailer.");
		assertThat(analysis.getAction()).contains("See why what it waits for is not RUNNING",
				"raise worker-lifecycle.workers.orders.start-timeout");
	}

	@Test
	void workerThatHangsIsToldWithItsStack() {
		WorkerSnapshot hanging = TestWorker.hanging("orders", "\tat com.example.Orders.connect(Orders.java:42)");
		FailureAnalysis analysis = analyze(hanging);
		assertThat(analysis.getDescription()).contains("Its thread was here:", "Orders.java:42");
		assertThat(analysis.getAction()).contains("See what holds its start up");
	}

	@Test
	void workerIsNamedThoughSpringBootKnowsTheCause(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Failing.class).web(WebApplicationType.NONE).run());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The worker 'orders' did not become RUNNING")
			.contains("It is no URL.");
	}

	@Test
	void analyzerComesFirstWhateverTheOrderOfLibraries() {
		assertThat(OrderUtils.getOrder(WorkerStartFailureAnalyzer.class)).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	private static FailureAnalysis analyze(WorkerSnapshot worker) {
		FailureAnalysis analysis = new WorkerStartFailureAnalyzer().analyze(new WorkerStartException(worker));
		assertThat(analysis).isNotNull();
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Runnable failing() {
			throw new WorkerStartException(TestWorker.gaveUpBy("orders",
					new WorkerFailure(
							new InvalidConfigurationPropertyValueException("queue.url", "none", "It is no URL."),
							TestWorker.NOW)));
		}

	}

}
