package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Settings that workers get while they run.
 */
@Timeout(60)
class WorkerReconfigurationTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CheckedWorker worker = new CheckedWorker(() -> {
	});

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	// Nothing is disturbed

	@Test
	void sameSettingsDoNothing() {
		SettingsBuilder settings = new SettingsBuilder().health(checkedEvery(MINUTE));
		this.supervision.running("w", this.worker, settings.build());
		this.supervision.pass(MINUTE.minusNanos(1));
		WorkerSettings before = this.supervision.snapshot("w").settings();
		reconfigure(settings);
		this.supervision.pass(Duration.ofNanos(1));
		Awaitility.await().until(() -> this.worker.checks.get() == 2);
		assertThat(this.supervision.snapshot("w").settings()).isSameAs(before);
	}

	@Test
	void lifeGoesOnUnderOtherSettings() {
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		SettingsBuilder other = everythingElse();
		reconfigure(other);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.settings()).isEqualTo(other.build());
		assertThat(snapshot.incarnation()).isEqualTo(1);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING);
	}

	@Test
	void orderAndAutoStartupStayAsTheyAre() {
		this.supervision.running("w", this.worker, new SettingsBuilder().phase(7).build());
		reconfigure(new SettingsBuilder().phase(3).awaitRunning().critical());
		WorkerSettings settings = this.supervision.snapshot("w").settings();
		assertThat(settings.order()).isEqualTo(new StartOrder(7, List.of(), false));
		assertThat(settings.critical()).isTrue();
	}

	// Restarts

	@Test
	void waitUnderWayGoesOnAndTheNextIsOfTheNewSettings() {
		start(failing(), restart(3, 1, 60));
		awaitBackingOff(1);
		reconfigure(restart(3, 5, 60));
		this.supervision.time.advance(Duration.ofSeconds(1));
		awaitBackingOff(2);
		Awaitility.await().until(() -> this.supervision.recorder.delays.size() == 2);
		assertThat(this.supervision.recorder.delays).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(10));
	}

	@Test
	void backoffGoesOnAsIfItsSettingsHadHeldAllAlong() {
		RestartPlan plan = new RestartPlan(restart(9, 1, 60).build().restart(), this.supervision.time);
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(1));
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(2));
		plan.reconfigure(restart(9, 10, 60).build().restart());
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(40));
		plan.reconfigure(restart(9, 1, 5).build().restart());
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(5));
	}

	@Test
	void lowerLimitOfRestartsCountsAtTheNextFailure() {
		start(failing(), restart(9, 1, 60));
		awaitBackingOff(1);
		this.supervision.time.advance(Duration.ofSeconds(1));
		awaitBackingOff(2);
		reconfigure(restart(2, 1, 60));
		assertThat(this.supervision.snapshot("w").backingOff()).isTrue();
		this.supervision.time.advance(Duration.ofSeconds(2));
		assertThat(this.supervision.await("w", WorkerSnapshot::gaveUp).incarnation()).isEqualTo(3);
	}

	@Test
	void workerThatGaveUpStaysSoUnderAnotherPolicy() {
		start(failing(), new SettingsBuilder().restart(RestartPolicy.NEVER, 3));
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		reconfigure(new SettingsBuilder().restart(RestartPolicy.ALWAYS, 3));
		this.supervision.pass(MINUTE);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.gaveUp()).isTrue();
		assertThat(snapshot.incarnation()).isEqualTo(1);
	}

	// Watches

	@Test
	void healthIntervalCountsFromTheLastCheck() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.supervision.pass(Duration.ofSeconds(10));
		reconfigure(new SettingsBuilder().health(checkedEvery(Duration.ofSeconds(15))));
		this.supervision.pass(Duration.ofSeconds(5).minusNanos(1));
		assertThat(this.worker.checks).hasValue(1);
		passUntilChecked(Duration.ofNanos(1), 2);
		passUntilChecked(Duration.ofSeconds(15), 3);
	}

	@Test
	void healthIsCheckedAtOnceWhereANewIntervalIsOver() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.supervision.pass(Duration.ofSeconds(20));
		reconfigure(new SettingsBuilder().health(checkedEvery(Duration.ofSeconds(15))));
		passUntilChecked(Duration.ZERO, 2);
	}

	@Test
	void healthChecksAreSwitchedOffAndOnAgain() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		reconfigure(new SettingsBuilder().health(checkedEvery(Duration.ZERO)));
		this.supervision.pass(MINUTE.multipliedBy(3));
		assertThat(this.worker.checks).hasValue(1);
		reconfigure(new SettingsBuilder().health(checkedEvery(MINUTE.multipliedBy(4))));
		passUntilChecked(MINUTE, 2);
	}

	@Test
	void checkUnderWayKeepsItsTimeout() {
		this.supervision.running("w", this.worker, new SettingsBuilder().health(checkedEvery(MINUTE)).build());
		this.worker.check = this.release::await;
		passUntilChecked(MINUTE, 2);
		reconfigure(new SettingsBuilder().health(new HealthSettings(MINUTE, Duration.ofHours(1), true)));
		this.supervision.pass(Duration.ofSeconds(5));
		WorkerFailure failure = this.supervision.snapshot("w").health().lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).hasMessage("did not answer within 5000 ms");
	}

	@Test
	void stallsAreLookedForFromNowOn() {
		hanging(StallSettings.STANDARD);
		this.supervision.pass(Duration.ofSeconds(10));
		reconfigure(new SettingsBuilder().stall(MINUTE, StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(50).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void stallsAreNotLookedForAnyMore() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(MINUTE);
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
		reconfigure(new SettingsBuilder());
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(MINUTE.multipliedBy(5));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	@Test
	void longerStallTimeoutCountsFromTheLastProgress() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(30));
		reconfigure(new SettingsBuilder().stall(MINUTE.multipliedBy(2), StallAction.REPORT));
		this.supervision.pass(Duration.ofSeconds(90).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void stalledWorkerIsRestartedOnceThatIsAskedFor() {
		hanging(new StallSettings(MINUTE, StallAction.REPORT));
		this.supervision.pass(MINUTE);
		reconfigure(new SettingsBuilder().stall(MINUTE, StallAction.RESTART));
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, ERROR);
	}

	@Test
	void otherThresholdHoldsForTheLifeThatRuns() {
		LoopingWorker looping = new LoopingWorker();
		this.supervision.running("w", looping, new SettingsBuilder().build());
		reconfigure(new SettingsBuilder().recovery(new RecoverySettings(2, MINUTE, MINUTE)));
		looping.fail(2);
		assertThat(this.supervision.await("w", WorkerSnapshot::recovering).condition().recoveringUntil())
			.isEqualTo(this.supervision.time.now().plus(MINUTE));
	}

	// What is under way

	@Test
	void stopUnderWayKeepsItsTimeout() {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stopTimeout(Duration.ofSeconds(10)).build());
		this.supervision.supervisor.stop("w");
		reconfigure(new SettingsBuilder().stopTimeout(MINUTE));
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.await("w", STOPPED);
		assertThat(this.supervision.recorder.interruptedStacks).hasSize(1);
	}

	@Test
	void nextStopHasTheNewTimeout() {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stopTimeout(Duration.ofSeconds(10)).build());
		reconfigure(new SettingsBuilder().stopTimeout(MINUTE));
		this.supervision.supervisor.stop("w");
		this.supervision.pass(MINUTE.minusNanos(1));
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPING);
		this.supervision.pass(Duration.ofNanos(1));
		this.supervision.await("w", STOPPED);
	}

	@Test
	void startUnderWayKeepsItsTimeoutAndTheNextHasTheNewOne() {
		start(new ScriptedWorker().startUp((context) -> this.release.await()),
				new SettingsBuilder().startTimeout(Duration.ofSeconds(10)));
		this.supervision.await("w", STARTING);
		reconfigure(new SettingsBuilder().startTimeout(MINUTE));
		this.supervision.pass(Duration.ofSeconds(10));
		WorkerFailure failure = awaitBackingOff(1).lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).hasMessage("not RUNNING within the start-timeout of 10000 ms");
		this.supervision.pass(Duration.ofSeconds(2));
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2);
		this.supervision.pass(Duration.ofSeconds(50));
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
	}

	// Enabled and disabled

	@Test
	void disabledWorkerIsStoppedAndCannotBeStarted() {
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		reconfigure(new SettingsBuilder().disabled());
		WorkerSnapshot snapshot = this.supervision.await("w", STOPPED);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
		assertThat(snapshot.history().get(2).reason()).isEqualTo("disabled");
		assertThat(snapshot.desired()).isEqualTo(DesiredState.STOPPED);
		assertThatIllegalStateException().isThrownBy(() -> this.supervision.supervisor.start("w"))
			.withMessageContaining("is disabled");
	}

	@Test
	void disabledWorkerBacksOffNoLonger() {
		start(failing(), restart(9, 1, 60));
		awaitBackingOff(1);
		reconfigure(restart(9, 1, 60).disabled());
		this.supervision.pass(MINUTE);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	@Test
	void workerThatIsEnabledStarts() {
		this.supervision.supervisor.applicationStarts();
		register(new SettingsBuilder().disabled());
		reconfigure(new SettingsBuilder());
		WorkerSnapshot snapshot = this.supervision.await("w", RUNNING);
		assertThat(snapshot.history().get(1).reason()).isEqualTo("enabled");
	}

	@Test
	void workerThatIsEnabledWhileItStopsLivesAgainAfterThat() {
		this.supervision.supervisor.applicationStarts();
		this.supervision.running("w",
				new ScriptedWorker().shutDown((context) -> ScriptedWorker.awaitStubbornly(this.release)),
				new SettingsBuilder().build());
		reconfigure(new SettingsBuilder().disabled());
		reconfigure(new SettingsBuilder());
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPING);
		this.release.countDown();
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	@Test
	void workerThatPeopleHaveStoppedStaysSoWhenItIsEnabledAgain() {
		this.supervision.supervisor.applicationStarts();
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", STOPPED);
		reconfigure(new SettingsBuilder().disabled());
		reconfigure(new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", RUNNING);
	}

	@Test
	void workerThatIsEnabledBeforeItsApplicationStartsWaitsForThat() {
		WorkerLifecycle lifecycle = register(new SettingsBuilder().disabled());
		reconfigure(new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
		assertThat(lifecycle.isAutoStartup()).isTrue();
		lifecycle.start();
		this.supervision.await("w", RUNNING);
	}

	@Test
	void workerThatWasDisabledInTheStopBeforeStartsWhenItIsEnabled() {
		this.supervision.supervisor.applicationStarts();
		WorkerLifecycle lifecycle = this.supervision.running("w", this.worker, new SettingsBuilder().build());
		lifecycle.stop();
		this.supervision.supervisor.applicationStopped();
		reconfigure(new SettingsBuilder().disabled());
		assertThat(lifecycle.isAutoStartup()).isFalse();
		this.supervision.supervisor.applicationStarts();
		reconfigure(new SettingsBuilder());
		this.supervision.await("w", (snapshot) -> snapshot.state() == RUNNING && snapshot.incarnation() == 2);
	}

	@Test
	void workerThatIsEnabledAfterItsApplicationClosesStaysStopped() {
		this.supervision.supervisor.applicationStarts();
		register(new SettingsBuilder().disabled());
		this.supervision.supervisor.applicationCloses();
		reconfigure(new SettingsBuilder());
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isZero();
	}

	// Who is asked

	@Test
	void settingsThatCannotBeChangeNothing() {
		WorkerSettings settings = new SettingsBuilder().build();
		this.supervision.running("w", this.worker, settings);
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.supervision.supervisor.resolve((name, annotation) -> {
				throw new IllegalArgumentException("property 'x' is wrong");
			}))
			.withMessageContaining("'w'")
			.withMessageContaining("property 'x' is wrong");
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> this.supervision.supervisor
				.resolve((name, annotation) -> new SettingsBuilder().after("w").build()))
			.withMessageContaining("w -> w");
		assertThat(this.supervision.snapshot("w").settings()).isEqualTo(settings);
	}

	@Test
	void annotationIsAskedAgain() {
		BackgroundWorker annotation = Annotated.class.getAnnotation(BackgroundWorker.class);
		this.supervision.supervisor
			.register(new WorkerDefinition("w", this.worker, annotation, new SettingsBuilder().build()));
		this.supervision.supervisor.resolve((name, asked) -> {
			assertThat(asked).isEqualTo(annotation);
			return new SettingsBuilder().build();
		});
	}

	@Test
	void workerThatWasAddedMeanwhileIsRunAsItsHostSays() {
		this.supervision.supervisor.applicationStarts();
		this.supervision.supervisor.add("late", Supervision.idle());
		WorkerSettings next = new SettingsBuilder().phase(StartOrder.STANDARD_PHASE).critical().build();
		this.supervision.added.put("late", next);
		this.supervision.supervisor.reconfigure(Map.of());
		assertThat(this.supervision.snapshot("late").settings()).isEqualTo(next);
	}

	@Test
	void workerThatIsAboutToBeAddedIsNotLeftBehind() {
		WorkerSettings next = new SettingsBuilder().phase(StartOrder.STANDARD_PHASE).critical().build();
		this.supervision.supervisor.applicationStarts();
		this.supervision.whenDefined = () -> {
			this.supervision.whenDefined = () -> {
			};
			this.supervision.added.put("late", next);
			this.supervision.supervisor.reconfigure(Map.of());
		};
		this.supervision.supervisor.add("late", Supervision.idle());
		assertThat(this.supervision.snapshot("late").settings()).isEqualTo(next);
	}

	private void reconfigure(SettingsBuilder settings) {
		Map<String, WorkerSettings> next = new HashMap<>();
		this.supervision.supervisor.list().forEach((each) -> next.put(each.name(), each.settings()));
		next.put("w", settings.build());
		this.supervision.supervisor.reconfigure(next);
	}

	private WorkerLifecycle register(SettingsBuilder settings) {
		return this.supervision.register("w", this.worker, settings.build());
	}

	private void start(Worker code, SettingsBuilder settings) {
		this.supervision.register("w", code, settings.build()).start();
	}

	/** Starts a worker that makes no progress. */
	private void hanging(StallSettings stall) {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stall(stall.timeout(), stall.action()).build());
	}

	private WorkerSnapshot awaitBackingOff(int incarnation) {
		return this.supervision.await("w",
				(snapshot) -> snapshot.incarnation() == incarnation && snapshot.backingOff());
	}

	private void passUntilChecked(Duration span, int checks) {
		this.supervision.pass(span);
		Awaitility.await().until(() -> this.worker.checks.get() == checks);
		this.supervision.settle();
	}

	private static Worker failing() {
		return (context) -> {
			throw new IOException("no connection");
		};
	}

	private static HealthSettings checkedEvery(Duration interval) {
		return new HealthSettings(interval, Duration.ofSeconds(5), true);
	}

	private static SettingsBuilder restart(int maxRestarts, int initialSeconds, int maxSeconds) {
		return new SettingsBuilder().restart(new RestartSettings(RestartPolicy.ALWAYS, maxRestarts,
				Duration.ofMinutes(10), Duration.ofSeconds(initialSeconds), 2, Duration.ofSeconds(maxSeconds), 0));
	}

	private static SettingsBuilder everythingElse() {
		return restart(4, 7, 70).critical()
			.startTimeout(MINUTE)
			.stopTimeout(MINUTE)
			.health(checkedEvery(MINUTE))
			.recovery(new RecoverySettings(3, MINUTE, MINUTE))
			.stall(MINUTE, StallAction.RESTART)
			.onGiveUp(GiveUpAction.LIVENESS);
	}

	@BackgroundWorker(critical = true)
	private static final class Annotated {

	}

}
