package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.workerlifecycle.autoconfigure.process.StartStep.Begin;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.worker.StartOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class StartPlanTests {

	private static final StopPlan.Limits LIMITS = new StopPlan.Limits(Duration.ofSeconds(25), Duration.ofSeconds(30),
			List.of());

	@Test
	void planListsWorkersAndJobsInTheOrderInWhichTheyStart() {
		StartPlan plan = plan(job("x", 10), worker("b", StartOrder.STANDARD_PHASE, 10), worker("a", -7, 5));
		assertThat(plan.lines()).startsWith("Start plan: 2 workers, 1 job", "  phase -7: worker 'a', stop-timeout 5s",
				"  phase MAX_VALUE - 512: worker 'b', stop-timeout 10s",
				"  phase MAX_VALUE - 256: job 'x', stop-timeout 10s");
	}

	@Test
	void workersOfAPhaseKeepTheirOrder() {
		StartPlan plan = plan(worker("b", 0, 10), worker("a", 0, 10, "b"));
		assertThat(plan.steps()).extracting(StartStep::name).containsExactly("b", "a");
	}

	@Test
	void planTellsWhatDoesNotStartByItself() {
		StartStep step = worker("a", 0, 10);
		assertThat(step.byHand().line()).isEqualTo("phase 0: worker 'a', by hand only, stop-timeout 10s");
		assertThat(disabled(step).line()).isEqualTo("phase 0: worker 'a', disabled, stop-timeout 10s");
		assertThat(disabled(step).byHand().begin()).isEqualTo(Begin.NEVER);
	}

	@Test
	void longPlanIsCutAndTheRestCounted() {
		StartPlan plan = plan(IntStream.range(0, 60).mapToObj((i) -> worker("w" + i, 0, 1)).toArray(StartStep[]::new));
		assertThat(plan.lines()).contains("  phase 0: worker 'w49', stop-timeout 1s", "  and 10 more")
			.doesNotContain("  phase 0: worker 'w50', stop-timeout 1s");
	}

	@Test
	void stopIsTheOtherWayRoundWithTheSumOfTheLongest() {
		StopPlan stop = plan(worker("a", 0, 2), worker("b", 1, 5), worker("c", 1, 3), job("x", 7)).stop();
		assertThat(stop.lines()).containsExactly("phase MAX_VALUE - 256: up to 8s for job 'x'",
				"phase 1: up to 6s for worker 'b'", "phase 0: up to 3s for worker 'a'",
				"workers and jobs together: up to 17s, of a budget of 25s");
	}

	@Test
	void workersThatStopOneAfterTheOtherAreAddedUp() {
		StopPlan stop = plan(worker("a", 0, 2), worker("b", 0, 3, "A"), worker("c", 0, 1, "a", "b"), worker("d", 0, 4))
			.stop();
		assertThat(stop.lines()).startsWith("phase 0: up to 9s for worker 'c', then worker 'b', then worker 'a'");
	}

	@Test
	void jobHasNothingToDoWithAWorkerOfItsName() {
		StopPlan stop = plan(job("a", 1), worker("b", JobsLifecycle.PHASE, 1, "a")).stop();
		assertThat(stop.need()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void disabledWorkerNeedsNoTimeToStop() {
		StopPlan stop = plan(disabled(worker("a", 0, 60))).stop();
		assertThat(stop.need()).isZero();
		assertThat(stop.warnings()).isEmpty();
	}

	@Test
	void phasesOfOthersAreNamedWhereTheyComeAndCountedApart() {
		StopPlan stop = StopPlan.of(List.of(worker("a", 1, 2)),
				new StopPlan.Limits(Duration.ofSeconds(25), Duration.ofSeconds(30),
						List.of(new OtherPhase(Integer.MAX_VALUE - 1024, List.of("webServerGracefulShutdown")),
								new OtherPhase(Integer.MIN_VALUE + 1, List.of("b1", "b2", "b3", "b4", "b5", "b6")))));
		assertThat(stop.lines()).containsExactly("phase MAX_VALUE - 1024: webServerGracefulShutdown",
				"phase 1: up to 3s for worker 'a'", "phase MIN_VALUE + 1: b1, b2, b3, b4, b5, and 1 more",
				"workers and jobs together: up to 3s, of a budget of 25s",
				"the 2 phases of others: up to 30s each, by spring.lifecycle.timeout-per-shutdown-phase, "
						+ "besides the budget");
		assertThat(stop.warnings()).isEmpty();
	}

	@Test
	void defaultsFit() {
		assertThat(plan(worker("a", StartOrder.STANDARD_PHASE, 10), job("x", 10)).stop().warnings()).isEmpty();
	}

	@Test
	void whatExactlyFitsIsNotWarnedOf() {
		assertThat(plan(worker("a", 0, 24)).stop().warnings()).isEmpty();
		assertThat(plan(worker("a", 0, 24), worker("b", 1, 0)).stop().warnings()).hasSize(1);
	}

	@Test
	void sumThatCannotFitIsWarnedOfWithTheWayOut() {
		assertThat(plan(worker("a", 0, 12), worker("b", 1, 20), job("x", 10)).stop().warnings())
			.containsExactly("Workers and jobs may need 45s to stop, which cannot fit into the budget of 25s; what is "
					+ "late is then interrupted early. phase MAX_VALUE - 256: up to 11s for job 'x'; phase 1: up to "
					+ "21s for worker 'b'; phase 0: up to 13s for worker 'a'. Raise worker-lifecycle.shutdown.budget, "
					+ "and the grace period of the platform with it, or lower "
					+ "worker-lifecycle.workers.b.stop-timeout.");
	}

	@Test
	void stopTimeoutAboveTheBudgetIsWarnedOfByItsProperty() {
		assertThat(plan(job("bigReport", 40)).stop().warnings()).first()
			.asString()
			.contains("longer than the budget of the whole stop, 25s",
					"worker-lifecycle.jobs.big-report.stop-timeout=40s", "Raise worker-lifecycle.shutdown.budget");
	}

	private static StartPlan plan(StartStep... steps) {
		return StartPlan.of(List.of(steps), LIMITS);
	}

	private static StartStep worker(String name, int phase, int stopSeconds, String... after) {
		return new StartStep(DrainKind.WORKER, name, phase, List.of(after), Begin.BY_ITSELF,
				Duration.ofSeconds(stopSeconds), List.of());
	}

	private static StartStep job(String name, int stopSeconds) {
		return new StartStep(DrainKind.JOB, name, JobsLifecycle.PHASE, List.of(), Begin.BY_ITSELF,
				Duration.ofSeconds(stopSeconds), List.of());
	}

	private static StartStep disabled(StartStep step) {
		return new StartStep(step.kind(), step.name(), step.phase(), step.after(), Begin.NEVER, step.stopTimeout(),
				List.of());
	}

}
