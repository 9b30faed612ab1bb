package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerSummaryLineTests {

	private static final WorkerSnapshot ORDERS = TestWorker.running("orders", Duration.ofMinutes(192), 12345, 3);

	@Test
	void workersAreToldWithStateTimeAndWork() {
		assertThat(line(ORDERS)).isEqualTo("Workers: orders RUNNING for 3h12m, 12,345 processed, 3 failed");
	}

	@Test
	void workersThatAreNotSimplyRunningComeFirst() {
		assertThat(line(ORDERS, TestWorker.paused("mailer"), TestWorker.gaveUp("stock", GiveUpAction.HEALTH)))
			.startsWith("Workers: mailer STOPPED, paused; stock ERROR, gave up; orders RUNNING");
	}

	@Test
	void workerThatWaitsIsToldWithWhatItWaitsFor() {
		assertThat(line(TestWorker.waiting("orders", "stock", "mailer")))
			.isEqualTo("Workers: orders STARTING, waiting for stock and mailer");
	}

	@Test
	void manyWorkersAreCutToTwenty() {
		WorkerSnapshot[] workers = IntStream.range(0, 1500)
			.mapToObj((i) -> TestWorker.running("w" + i, Duration.ZERO, 0, 0))
			.toArray(WorkerSnapshot[]::new);
		assertThat(line(workers)).contains("w19 RUNNING").doesNotContain("w20").endsWith("; … and 1,480 more");
	}

	@Test
	void twentyWorkersAreNotCut() {
		WorkerSnapshot[] workers = IntStream.range(0, 20)
			.mapToObj((i) -> TestWorker.running("w" + i, Duration.ZERO, 0, 0))
			.toArray(WorkerSnapshot[]::new);
		assertThat(line(workers)).endsWith("w19 RUNNING for 0s");
	}

	@Test
	void applicationWithoutWorkersSaysSo() {
		assertThat(line()).isEqualTo("Workers: none");
	}

	@Test
	void lineIsTheSameInEveryLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(line(ORDERS)).isEqualTo("Workers: orders RUNNING for 3h12m, 12,345 processed, 3 failed");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT-5S,0s", "PT0.9S,0s", "PT59S,59s", "PT1M,1m0s", "PT59M59S,59m59s", "PT1H,1h0m", "PT23H59M,23h59m",
			"P1D,1d0h", "P400DT5H,400d5h" })
	void timeIsToldInItsTwoLargestUnits(Duration since, String text) {
		assertThat(line(TestWorker.running("orders", since, 0, 0))).isEqualTo("Workers: orders RUNNING for " + text);
	}

	private static String line(WorkerSnapshot... workers) {
		List<WorkerSnapshot> all = Stream.of(workers).toList();
		return WorkerSummaryLine.of(all, TestWorker.NOW);
	}

}
