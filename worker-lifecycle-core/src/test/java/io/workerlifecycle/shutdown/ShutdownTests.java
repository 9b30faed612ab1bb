package io.workerlifecycle.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ShutdownTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-03-01T12:00:00Z"));

	private final Shutdown shutdown = new Shutdown(this.time, Duration.ofSeconds(25));

	@Test
	void nothingIsShortenedBeforeTheApplicationBeginsToClose() {
		this.time.advance(Duration.ofHours(1));
		assertThat(this.shutdown.clip(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void timeIsShortenedToWhatIsLeft() {
		this.shutdown.begin();
		this.time.advance(Duration.ofSeconds(20));
		assertThat(this.shutdown.clip(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
		assertThat(this.shutdown.clip(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void usedUpBudgetLeavesNothing() {
		this.shutdown.begin();
		this.time.advance(Duration.ofSeconds(26));
		assertThat(this.shutdown.clip(Duration.ofSeconds(10))).isZero();
	}

	@Test
	void budgetCountsFromTheFirstBeginning() {
		this.shutdown.begin();
		this.time.advance(Duration.ofSeconds(20));
		this.shutdown.begin();
		assertThat(this.shutdown.clip(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void reportNamesEachAndCountsAll() {
		this.shutdown.begin();
		this.time.advance(Duration.ofMillis(1500));
		ended(DrainKind.JOB, "a", DrainOutcome.FINISHED, Duration.ofNanos(1_200_345_678));
		this.time.advance(Duration.ofSeconds(2));
		ended(DrainKind.WORKER, "b", DrainOutcome.INTERRUPTED, Duration.ofSeconds(2));
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.shutdown.takeReport().lines()).containsExactly("job 'a' finished after 1s200ms",
				"worker 'b' interrupted after 2s", "1 finished, 1 interrupted; took 3s500ms of a budget of 25s");
	}

	@Test
	void reportOfAStopWithoutAnEndOfTheApplicationHasNoBudget() {
		ended(DrainKind.JOB, "a", DrainOutcome.FAILED, Duration.ZERO);
		assertThat(this.shutdown.takeReport().lines()).containsExactly("job 'a' failed after 0s", "1 failed");
	}

	@Test
	void reportOfNothingSaysSo() {
		this.shutdown.begin();
		this.time.advance(Duration.ofSeconds(60));
		DrainReport report = this.shutdown.takeReport();
		assertThat(report.isEmpty()).isTrue();
		assertThat(report.lines()).containsExactly("nothing to stop; took 0s of a budget of 25s");
	}

	@Test
	void nextReportBeginsEmpty() {
		ended(DrainKind.JOB, "a", DrainOutcome.FINISHED, Duration.ZERO);
		this.shutdown.takeReport();
		assertThat(this.shutdown.takeReport().entries()).isEmpty();
	}

	@Test
	void reportTellsWhetherAnythingWasForced() {
		for (DrainOutcome outcome : DrainOutcome.values()) {
			ended(DrainKind.WORKER, "a", outcome, Duration.ZERO);
			assertThat(this.shutdown.takeReport().isForced()).as(outcome.name())
				.isEqualTo(outcome == DrainOutcome.INTERRUPTED || outcome == DrainOutcome.ABANDONED);
		}
	}

	@Test
	void reportOfManyNamesFiftyThatFinishedAndAllOthers() {
		IntStream.range(0, 60).forEach((i) -> ended(DrainKind.JOB, "a" + i, DrainOutcome.FINISHED, Duration.ZERO));
		ended(DrainKind.JOB, "last", DrainOutcome.ABANDONED, Duration.ZERO);
		assertThat(this.shutdown.takeReport().lines()).hasSize(53)
			.endsWith("job 'a49' finished after 0s", "job 'last' abandoned after 0s", "and 10 more that finished",
					"60 finished, 1 abandoned");
	}

	private void ended(DrainKind kind, String name, DrainOutcome outcome, Duration took) {
		this.shutdown.ended(new DrainEntry(kind, name, outcome, took));
	}

}
