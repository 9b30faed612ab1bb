package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class DynamicJobTests {

	private static final Duration TEN = Duration.ofSeconds(10);

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench direct = new JobBench(Runnable::run).started();

	private final JobBench.Times times = new JobBench.Times(this.direct.time);

	private final JobBench queued = new JobBench().started();

	private final JobBench threaded = new JobBench(this.pool).started();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicReference<String> idOfAccepted = new AtomicReference<>();

	@AfterEach
	void releaseThreads() {
		this.release.countDown();
		this.pool.shutdownNow();
	}

	@Test
	void addedJobFiresFromThenOn() {
		this.direct.advance(Duration.ofSeconds(3));
		this.direct.registry.add(every(TEN));
		this.direct.advance(Duration.ofSeconds(25));
		assertThat(this.times.seconds).containsExactly(13L, 23L);
	}

	@Test
	void declaredJobThatWasRemovedComesBackAsItIsDeclared() {
		this.direct.job("a", this.times, "FIXED_RATE=10s");
		this.direct.registry.reschedule("a", new JobTrigger.FixedRate(Duration.ofSeconds(1)));
		this.direct.registry.remove("a", StopMode.WAIT);
		this.direct.registry.restore("A");
		this.direct.registry.restore("a");
		this.direct.advance(Duration.ofSeconds(25));
		assertThat(this.times.seconds).containsExactly(10L, 20L);
	}

	@Test
	void jobThatCodeAddedDoesNotComeBack() {
		this.direct.registry.add(every(TEN));
		this.direct.registry.remove("a", StopMode.WAIT);
		assertThatExceptionOfType(NoSuchJobException.class).isThrownBy(() -> this.direct.registry.restore("a"));
	}

	@Test
	void addedJobThatRunsOnStartRunsAtOnce() {
		this.direct.registry.add(JobDefinition.named("a").fixedRate(TEN).runOnStart().action(this.times::run));
		assertThat(this.times.seconds).containsExactly(0L);
		assertThat(this.direct.snapshot("a").lastExecution().triggerKind()).isEqualTo(TriggerKind.STARTUP);
	}

	@Test
	void jobThatIsReplacedByOneThatRunsOnStartRunsAtOnceToo() {
		this.direct.registry.add(every(TEN));
		this.direct.registry.add(JobDefinition.named("a").fixedDelay(TEN).runOnStart().action(this.times::run));
		this.direct.advance(Duration.ofSeconds(10));
		assertThat(this.times.seconds).containsExactly(0L, 10L);
	}

	@Test
	void jobThatIsAddedBeforeTheStartFiresFromTheStartOn() {
		JobBench later = new JobBench(Runnable::run);
		JobBench.Times laterTimes = new JobBench.Times(later.time);
		later.registry.add(JobDefinition.named("a").fixedRate(TEN).action(laterTimes::run));
		later.advance(Duration.ofSeconds(60));
		assertThat(later.time.pendingTimers()).isZero();
		later.started().advance(TEN);
		assertThat(laterTimes.seconds).containsExactly(70L);
	}

	@Test
	void jobThatIsAddedAgainAfterItsRemovalRunsAgain() {
		this.direct.registry.add(every(TEN));
		this.direct.advance(TEN);
		this.direct.registry.remove("a", StopMode.WAIT);
		this.direct.advance(Duration.ofSeconds(30));
		this.direct.registry.add(every(TEN));
		this.direct.advance(TEN);
		assertThat(this.times.seconds).containsExactly(10L, 50L);
	}

	@Test
	void jobThatWasPausedWhenItWasRemovedRunsWhenItIsAddedAgain() {
		this.queued.registry.add(JobDefinition.named("a").cron("-").action((context) -> {
		}));
		this.queued.registry.trigger("a");
		this.queued.registry.pause("a");
		removeAtOnce(this.queued);
		this.queued.registry.add(JobDefinition.named("a").fixedRate(TEN).action((context) -> {
		}));
		assertThat(this.queued.snapshot("a").paused()).isFalse();
	}

	@Test
	void nameThatIsAddedTwiceReplacesAndHasOneTimer() {
		this.direct.registry.add(every(TEN));
		List<String> second = new ArrayList<>();
		this.direct.registry
			.add(JobDefinition.named("A").fixedRate(Duration.ofSeconds(7)).action((context) -> second.add("ran")));
		this.direct.advance(Duration.ofSeconds(21));
		assertThat(this.times.seconds).isEmpty();
		assertThat(second).hasSize(3);
		assertThat(this.direct.registry.list()).extracting(JobSnapshot::name).containsExactly("a");
		assertThat(this.direct.time.pendingTimers()).isOne();
	}

	@Test
	void sameScheduleAddedAgainKeepsItsBeat() {
		this.direct.registry.add(every(TEN));
		this.direct.advance(Duration.ofSeconds(7));
		this.direct.registry.add(every(TEN));
		this.direct.advance(Duration.ofSeconds(3));
		assertThat(this.times.seconds).containsExactly(10L);
	}

	@Test
	void executionOfTheReplacedJobGoesOnAndNothingRunsBesideIt() throws Exception {
		this.threaded.registry.add(JobDefinition.named("a").cron("-").action(this::untilReleased));
		this.threaded.registry.trigger("a");
		awaitEntered();
		this.threaded.registry.add(JobDefinition.named("a").cron("-").action((context) -> {
		}));
		assertThat(this.threaded.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
		this.release.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(this.threaded.finished()).hasSize(1));
		Awaitility.await().until(() -> this.threaded.registry.trigger("a") instanceof FiringResult.Accepted);
	}

	@Test
	void removalLeavesNoTimerAndNoJob() {
		this.direct.registry.add(every(TEN));
		assertThat(this.direct.registry.remove("a", StopMode.WAIT))
			.isEqualTo(new JobRemoval("a", JobRemoval.End.IDLE, List.of()));
		assertThat(this.direct.time.pendingTimers()).isZero();
		assertThat(this.direct.registry.list()).isEmpty();
	}

	@Test
	void unknownNameIsAnErrorThatNamesThoseThereAre() {
		this.direct.registry.add(every(TEN));
		assertThatExceptionOfType(NoSuchJobException.class)
			.isThrownBy(() -> this.direct.registry.remove("b", StopMode.WAIT))
			.withMessageContaining("'b'")
			.withMessageContaining("a");
		assertThatExceptionOfType(NoSuchJobException.class)
			.isThrownBy(() -> this.direct.registry.reschedule("b", new JobTrigger.FixedRate(TEN)));
		assertThatExceptionOfType(NoSuchJobException.class).isThrownBy(() -> this.direct.registry.pause("b"));
		assertThatExceptionOfType(NoSuchJobException.class).isThrownBy(() -> this.direct.registry.cancel("b"));
	}

	@Test
	void removalWaitsForTheExecution() throws Exception {
		Future<JobRemoval> removal = removeWhileItRuns(StopMode.WAIT);
		assertThat(removal.isDone()).isFalse();
		this.release.countDown();
		assertThat(removal.get().end()).isEqualTo(JobRemoval.End.FINISHED);
		assertThat(this.threaded.finished()).singleElement()
			.extracting((event) -> event.execution().outcome())
			.isEqualTo(JobOutcome.SUCCESS);
	}

	@Test
	void removalMayInterruptTheExecution() throws Exception {
		Future<JobRemoval> removal = removeWhileItRuns(StopMode.INTERRUPT);
		assertThat(removal.get().end()).isEqualTo(JobRemoval.End.INTERRUPTED);
		assertThat(this.threaded.finished()).singleElement()
			.extracting((event) -> event.execution().outcome())
			.isEqualTo(JobOutcome.CANCELLED);
	}

	@Test
	void removalThatCouldNotEndTheExecutionSaysSo() throws Exception {
		Future<JobRemoval> removal = removeWhileItRuns(StopMode.WAIT);
		String id = this.idOfAccepted.get();
		passTheStopTimeout(removal);
		assertThat(removal.get()).isEqualTo(new JobRemoval("a", JobRemoval.End.STILL_RUNNING, List.of(id)));
	}

	@Test
	void jobThatIsAddedAgainDoesNotRunBesideWhatItsRemovalLeft() throws Exception {
		passTheStopTimeout(removeWhileItRuns(StopMode.WAIT));
		this.threaded.registry.add(JobDefinition.named("a").cron("-").action((context) -> {
		}));
		assertThat(this.threaded.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
		assertThat(this.threaded.snapshot("a").executions()).hasSize(1);
		this.release.countDown();
		Awaitility.await().until(() -> this.threaded.registry.trigger("a") instanceof FiringResult.Accepted);
	}

	@Test
	void whatARemovalLeftIsDrainedByTheStop() throws Exception {
		passTheStopTimeout(removeWhileItRuns(StopMode.WAIT));
		CountDownLatch stopped = new CountDownLatch(1);
		this.threaded.lifecycle.stop(stopped::countDown);
		assertThat(stopped.getCount()).isOne();
		this.release.countDown();
		assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void executionThatRemovesItsOwnJobIsNotWaitedFor() {
		AtomicReference<JobRemoval> removal = new AtomicReference<>();
		this.direct.registry.add(JobDefinition.named("a")
			.cron("-")
			.action((context) -> removal.set(this.direct.registry.remove(context.jobName(), StopMode.WAIT))));
		FiringResult result = this.direct.registry.trigger("a");
		assertThat(removal.get().end()).isEqualTo(JobRemoval.End.STILL_RUNNING);
		assertThat(removal.get().left()).containsExactly(((FiringResult.Accepted) result).executionId());
		assertThat(this.direct.time.pendingTimers()).isZero();
	}

	@Test
	void executionThatWaitsForAThreadDoesNotBeginAfterTheRemoval() {
		List<String> runs = new ArrayList<>();
		this.queued.registry.add(JobDefinition.named("a").cron("-").action((context) -> runs.add("ran")));
		this.queued.registry.trigger("a");
		removeAtOnce(this.queued);
		this.queued.runHandedOver();
		assertThat(runs).isEmpty();
		assertThat(this.queued.skipped()).singleElement()
			.extracting(JobSkippedEvent::reason)
			.isEqualTo(RefusalReason.SHUTDOWN);
	}

	@Test
	void jobThatIsAddedWhileJobsStopDoesNotBegin() throws Exception {
		this.threaded.registry.add(JobDefinition.named("a").cron("-").action(this::untilReleased));
		this.threaded.registry.trigger("a");
		awaitEntered();
		this.threaded.lifecycle.stop(() -> {
		});
		int before = this.threaded.time.pendingTimers();
		this.threaded.registry.add(JobDefinition.named("b").fixedRate(TEN).runOnStart().action(this::untilReleased));
		assertThat(this.threaded.time.pendingTimers()).isEqualTo(before);
		assertThat(this.threaded.registry.trigger("b")).isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
	}

	@Test
	void jobThatIsAddedAfterTheCloseDoesNotBegin() {
		this.direct.lifecycle.stop();
		this.direct.lifecycle.close();
		this.direct.registry.close();
		this.direct.registry.add(every(TEN));
		this.direct.advance(Duration.ofSeconds(60));
		assertThat(this.times.seconds).isEmpty();
		assertThat(this.direct.time.pendingTimers()).isZero();
	}

	@Test
	void propertiesOfItsNameWinOverTheDefinition() {
		this.direct.properties = JobAttributes.NONE.with(JobAttribute.CRON, "0 * * * * *", "property 'p'");
		this.direct.registry.add(every(TEN));
		this.direct.advance(Duration.ofSeconds(60));
		assertThat(this.times.seconds).containsExactly(60L);
		assertThat(this.direct.snapshot("a").origins()).containsEntry("cron", "property 'p'");
	}

	@Test
	void definitionThatCannotBeChangesNothing() {
		this.direct.registry.add(every(TEN));
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> this.direct.registry
			.add(JobDefinition.named("a").fixedRate(TEN).cron("0 * * * * *").action((context) -> {
			}))).withMessageContaining("run time");
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> this.direct.registry.reschedule("a", new JobTrigger.FixedRate(Duration.ZERO)));
		this.direct.advance(TEN);
		assertThat(this.times.seconds).containsExactly(10L);
	}

	@Test
	void anotherScheduleWinsOverPropertiesAndSaysSo() {
		this.direct.properties = JobAttributes.NONE.with(JobAttribute.CRON, "0 * * * * *", "property 'p'");
		this.direct.registry.add(every(TEN));
		this.direct.registry.reschedule("a", new JobTrigger.FixedRate(Duration.ofSeconds(25)));
		this.direct.advance(Duration.ofSeconds(60));
		assertThat(this.times.seconds).containsExactly(25L, 50L);
		assertThat(this.direct.snapshot("a").origins()).containsEntry("fixed-rate", "run time")
			.doesNotContainKey("cron");
	}

	@Test
	void fixedDelayThatRanOnStartGoesOnWithItsNewSchedule() {
		this.direct.registry.add(JobDefinition.named("a").fixedDelay(TEN).runOnStart().action(this.times::run));
		this.direct.registry.reschedule("a", new JobTrigger.FixedDelay(Duration.ofSeconds(20)));
		this.direct.advance(Duration.ofSeconds(40));
		assertThat(this.times.seconds).containsExactly(0L, 20L, 40L);
	}

	@Test
	void jobMayAddAnotherFromItsOwnExecution() {
		this.direct.registry
			.add(JobDefinition.named("first").cron("-").action((context) -> this.direct.registry.add(every(TEN))));
		this.direct.registry.trigger("first");
		this.direct.advance(TEN);
		assertThat(this.times.seconds).containsExactly(10L);
	}

	private Future<JobRemoval> removeWhileItRuns(StopMode mode) throws Exception {
		this.threaded.registry.add(JobDefinition.named("a").cron("-").action(this::untilReleased));
		FiringResult result = this.threaded.registry.trigger("a");
		this.idOfAccepted.set(((FiringResult.Accepted) result).executionId());
		awaitEntered();
		Future<JobRemoval> removal = this.pool.submit(() -> this.threaded.registry.remove("a", mode));
		Awaitility.await().until(() -> this.threaded.registry.list().isEmpty());
		return removal;
	}

	private void passTheStopTimeout(Future<JobRemoval> removal) {
		Awaitility.await().until(() -> {
			this.threaded.advance(TEN);
			return removal.isDone();
		});
	}

	/** What waits for a thread is on that of the test, and cannot end meanwhile. */
	private static void removeAtOnce(JobBench bench) {
		Thread.currentThread().interrupt();
		bench.registry.remove("a", StopMode.WAIT);
		assertThat(Thread.interrupted()).isTrue();
	}

	private JobDefinition every(Duration interval) {
		return JobDefinition.named("a").fixedRate(interval).action(this.times::run);
	}

	private void awaitEntered() throws InterruptedException {
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void untilReleased(JobContext context) throws InterruptedException {
		this.entered.countDown();
		this.release.await();
	}

}
