package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GiveUpLivenessTests {

	private static final WorkerSnapshot ORDERS = TestWorker.gaveUp("orders", GiveUpAction.LIVENESS);

	private static final WorkerSnapshot MAILER = TestWorker.gaveUp("mailer", GiveUpAction.LIVENESS);

	private final List<LivenessState> said = new ArrayList<>();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final GiveUpLiveness liveness = new GiveUpLiveness(this.context, Runnable::run);

	GiveUpLivenessTests() {
		this.context.registerBean(ApplicationAvailabilityBean.class);
		this.context.addApplicationListener(this.liveness);
		this.context.addApplicationListener(new Said());
		this.context.refresh();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void workerThatGivesUpMakesTheApplicationBroken() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		assertThat(this.said).containsExactly(LivenessState.BROKEN);
	}

	@Test
	void workerThatGaveUpEarlierIsToldWhenTheApplicationIsReady() {
		this.liveness.gaveUp(ORDERS);
		assertThat(this.said).isEmpty();
		ready(this.context);
		assertThat(this.said).containsExactly(LivenessState.BROKEN);
	}

	@Test
	void workerThatRunsAgainBeforeTheApplicationIsReadyIsNotTold() {
		this.liveness.gaveUp(ORDERS);
		runs(ORDERS);
		ready(this.context);
		assertThat(this.said).isEmpty();
	}

	@Test
	void readinessOfAnotherContextDoesNotCount() {
		this.liveness.gaveUp(ORDERS);
		try (GenericApplicationContext child = new GenericApplicationContext(this.context)) {
			child.refresh();
			ready(child);
		}
		assertThat(this.said).isEmpty();
	}

	@Test
	void applicationIsCorrectWhenTheLastOfThemRuns() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		this.liveness.gaveUp(MAILER);
		runs(ORDERS);
		assertThat(this.said).containsExactly(LivenessState.BROKEN);
		runs(MAILER);
		assertThat(this.said).containsExactly(LivenessState.BROKEN, LivenessState.CORRECT);
	}

	@Test
	void workerWhoseActionHasChangedSinceBreaksTheApplicationNoLongerWhenItRuns() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		runs(TestWorker.gaveUp("orders", GiveUpAction.HEALTH));
		assertThat(this.said).containsExactly(LivenessState.BROKEN, LivenessState.CORRECT);
	}

	@Test
	void workerThatIsRemovedBreaksTheApplicationNoLonger() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		this.liveness.removed(ORDERS);
		assertThat(this.said).containsExactly(LivenessState.BROKEN, LivenessState.CORRECT);
	}

	@Test
	void workerThatOnlyStartsAgainLeavesTheApplicationBroken() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		moves(ORDERS, WorkerState.ERROR, WorkerState.STARTING);
		assertThat(this.said).containsExactly(LivenessState.BROKEN);
	}

	@Test
	void whatOthersSaidOfLivenessIsNotTakenBack() {
		ready(this.context);
		this.liveness.gaveUp(ORDERS);
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		runs(ORDERS);
		assertThat(this.said).containsExactly(LivenessState.BROKEN, LivenessState.BROKEN);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIVENESS")
	void otherActionSaysNothing(GiveUpAction action) {
		ready(this.context);
		this.liveness.gaveUp(TestWorker.gaveUp("orders", action));
		runs(TestWorker.gaveUp("orders", action));
		assertThat(this.said).isEmpty();
	}

	private void runs(WorkerSnapshot worker) {
		moves(worker, WorkerState.STARTING, WorkerState.RUNNING);
	}

	private void moves(WorkerSnapshot worker, WorkerState from, WorkerState to) {
		this.liveness.changed(worker, new WorkerTransition(from, to, TestWorker.NOW, Duration.ZERO, 2, "started"));
	}

	private static void ready(GenericApplicationContext context) {
		context.publishEvent(
				new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ofSeconds(1)));
	}

	private final class Said implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
			assertThat(event.getSource()).isInstanceOf(ApplicationContext.class);
			GiveUpLivenessTests.this.said.add(event.getState());
		}

	}

}
