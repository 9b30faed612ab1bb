package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
		this.supervision.reconfigure("w", settings);
		this.supervision.pass(Duration.ofNanos(1));
		Awaitility.await().until(() -> this.worker.checks.get() == 2);
		assertThat(this.supervision.snapshot("w").settings()).isSameAs(before);
	}

	@Test
	void lifeGoesOnUnderOtherSettings() {
		this.supervision.running("w", this.worker, new SettingsBuilder().build());
		SettingsBuilder other = everythingElse();
		this.supervision.reconfigure("w", other);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.settings()).isEqualTo(other.build());
		assertThat(snapshot.incarnation()).isEqualTo(1);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING);
	}

	@Test
	void orderAndAutoStartupStayAsTheyAre() {
		this.supervision.running("w", this.worker, new SettingsBuilder().phase(7).build());
		this.supervision.reconfigure("w", new SettingsBuilder().phase(3).awaitRunning().critical());
		WorkerSettings settings = this.supervision.snapshot("w").settings();
		assertThat(settings.order()).isEqualTo(new StartOrder(7, List.of(), false));
		assertThat(settings.critical()).isTrue();
	}

	// Restarts

	@Test
	void waitUnderWayGoesOnAndTheNextIsOfTheNewSettings() {
		start(failing(), restart(3, 1, 60));
		awaitBackingOff(1);
		this.supervision.reconfigure("w", restart(3, 5, 60));
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
		this.supervision.reconfigure("w", restart(2, 1, 60));
		assertThat(this.supervision.snapshot("w").backingOff()).isTrue();
		this.supervision.time.advance(Duration.ofSeconds(2));
		assertThat(this.supervision.await("w", WorkerSnapshot::gaveUp).incarnation()).isEqualTo(3);
	}

	@Test
	void workerThatGaveUpStaysSoUnderAnotherPolicy() {
		start(failing(), new SettingsBuilder().restart(RestartPolicy.NEVER, 3));
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		this.supervision.reconfigure("w", new SettingsBuilder().restart(RestartPolicy.ALWAYS, 3));
		this.supervision.pass(MINUTE);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.gaveUp()).isTrue();
		assertThat(snapshot.incarnation()).isEqualTo(1);
	}

	// What is under way

	@Test
	void stopUnderWayKeepsItsTimeout() {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stopTimeout(Duration.ofSeconds(10)).build());
		this.supervision.supervisor.stop("w");
		this.supervision.reconfigure("w", new SettingsBuilder().stopTimeout(MINUTE));
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.await("w", STOPPED);
		assertThat(this.supervision.recorder.interruptedStacks).hasSize(1);
	}

	@Test
	void nextStopHasTheNewTimeout() {
		this.supervision.running("w", new ScriptedWorker().work((context) -> this.release.await()),
				new SettingsBuilder().stopTimeout(Duration.ofSeconds(10)).build());
		this.supervision.reconfigure("w", new SettingsBuilder().stopTimeout(MINUTE));
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
		this.supervision.reconfigure("w", new SettingsBuilder().startTimeout(MINUTE));
		this.supervision.pass(Duration.ofSeconds(10));
		WorkerFailure failure = awaitBackingOff(1).lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).hasMessage("not RUNNING within the start-timeout of 10000 ms");
		this.supervision.pass(Duration.ofSeconds(2));
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2);
		this.supervision.pass(Duration.ofSeconds(50));
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
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

	private void start(Worker code, SettingsBuilder settings) {
		this.supervision.register("w", code, settings.build()).start();
	}

	private WorkerSnapshot awaitBackingOff(int incarnation) {
		return this.supervision.await("w",
				(snapshot) -> snapshot.incarnation() == incarnation && snapshot.backingOff());
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
