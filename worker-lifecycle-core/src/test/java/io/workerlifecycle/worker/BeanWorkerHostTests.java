package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.thread.LogContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class BeanWorkerHostTests {

	private final DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final Map<String, WorkerSettings> settings = new ConcurrentHashMap<>();

	private final Supervision supervision = new Supervision();

	/** Released by tests where removals are held. */
	private final CountDownLatch removals = new CountDownLatch(1);

	private final WorkerSupervisor workers;

	BeanWorkerHostTests() {
		this.processor.setTimeoutPerShutdownPhase(30_000);
		this.beanFactory.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, this.processor);
		this.workers = supervisor(host());
	}

	@AfterEach
	void close() {
		this.removals.countDown();
		this.workers.close();
	}

	@Test
	void lifecycleOfAWorkerIsASingletonOfItsContext() {
		add("w", new SettingsBuilder());
		assertThat(this.beanFactory.getSingleton("workerLifecycle.w")).isInstanceOf(WorkerLifecycle.class);
	}

	@Test
	void lifecycleDependsOnThoseThatItsWorkerStartsAfter() {
		add("first", new SettingsBuilder());
		add("second", new SettingsBuilder().after("first"));
		assertThat(this.beanFactory.getDependentBeans("workerLifecycle.first"))
			.containsExactly("workerLifecycle.second");
	}

	@Test
	void lifecycleDependsOnOneWhoseNameIsSpeltInAnotherWay() {
		add("data-base", new SettingsBuilder());
		add("consumer", new SettingsBuilder().after("dataBase"));
		assertThat(this.beanFactory.getDependentBeans("workerLifecycle.data-base"))
			.containsExactly("workerLifecycle.consumer");
	}

	@Test
	void phaseGetsTheTimeOfTheLongestChainInIt() {
		add("a", slow());
		add("b", slow().after("a"));
		add("c", slow().after("b"));
		add("d", slow().after("a"));
		assertThat(limit(0)).isEqualTo(72_000L);
	}

	@Test
	void workersThatStopAtTheSameTimeNeedNoMoreTimeThanOne() {
		add("a", slow());
		add("b", slow());
		assertThat(limit(0)).isEqualTo(30_000L);
	}

	@Test
	void phaseGetsTheTimeOfAStopThatMayTakeLongerFromNowOn() {
		add("a", new SettingsBuilder());
		add("b", new SettingsBuilder().after("a"));
		this.workers.reconfigure(Map.of("a", slow().build(), "b", new SettingsBuilder().after("a").build()));
		assertThat(limit(0)).isEqualTo(38_000L);
	}

	@Test
	void chainEndsAtItsPhase() {
		add("a", slow());
		add("b", slow().phase(1).after("a"));
		assertThat(limit(0)).isEqualTo(30_000L);
		assertThat(limit(1)).isEqualTo(30_000L);
	}

	@Test
	void nameOfAWorkerRemovedIsFreeOnceItIsNotFoundAnyMore() {
		for (int i = 0; i < 200; i++) {
			add("w", new SettingsBuilder());
			this.workers.remove("w");
			Awaitility.await().pollDelay(Duration.ZERO).until(() -> this.workers.find("w").isEmpty());
		}
		assertThat(this.beanFactory.containsSingleton("workerLifecycle.w")).isFalse();
	}

	@Test
	void workerRemovedBeforeItHasAPlaceLeavesNoneBehind() {
		WorkerSupervisor hasty = supervisor(host(), new Remover());
		this.settings.put("other", new SettingsBuilder().build());
		this.settings.put("w", new SettingsBuilder().build());
		hasty.add("other", Supervision.idle());
		hasty.add("w", Supervision.idle());
		Awaitility.await().until(() -> hasty.find("w").isEmpty());
		assertThat(this.beanFactory.containsSingleton("workerLifecycle.w")).isFalse();
	}

	@Test
	void workerWhosePlaceIsTakenByAStrangerIsNotAddedAndTheStrangerStays() {
		this.beanFactory.registerSingleton("workerLifecycle.w", "a stranger");
		assertThatIllegalStateException().isThrownBy(() -> add("w", new SettingsBuilder()))
			.withMessageContaining("a stranger");
		Awaitility.await().until(() -> this.workers.find("w").isEmpty());
		assertThat(this.beanFactory.getSingleton("workerLifecycle.w")).isEqualTo("a stranger");
		this.beanFactory.destroySingleton("workerLifecycle.w");
		add("w", new SettingsBuilder());
		assertThat(this.workers.find("w")).isPresent();
	}

	@Test
	void nameOfAWorkerRemovedIsTakenUntilItsPlaceIsFree() {
		WorkerSupervisor slow = supervisor(new SlowHost());
		slow.add("w", Supervision.idle());
		slow.remove("w");
		assertThatExceptionOfType(InvalidWorkerException.class).isThrownBy(() -> slow.add("w", Supervision.idle()));
		assertThat(this.supervision.recorder.removed).isEmpty();
		this.removals.countDown();
		Awaitility.await().until(() -> this.supervision.recorder.removed.contains("w"));
		slow.add("w", Supervision.idle());
	}

	@Test
	void workerDoesNotStartWhenACloseOvertakesItsAddition() {
		ClosingHost host = new ClosingHost();
		host.closing = supervisor(host);
		host.closing.applicationStarts();
		host.closing.add("late", Supervision.idle());
		host.closing.start("late");
		assertThat(host.closing.find("late")).hasValueSatisfying((late) -> assertThat(late.incarnation()).isZero());
	}

	@Test
	void settingsThatAreOutOfTheirRangeAreRefused() {
		WorkerHost host = new BeanWorkerHost(this.beanFactory, (name, annotation) -> {
			throw new IllegalArgumentException("stop-timeout must not be negative");
		}, phases());
		assertThatExceptionOfType(InvalidWorkerException.class).isThrownBy(() -> host.define("w", Supervision.idle()))
			.withMessageContaining("'w'")
			.withMessageContaining("stop-timeout must not be negative");
	}

	private void add(String name, SettingsBuilder builder) {
		this.settings.put(name, builder.build());
		this.workers.add(name, Supervision.idle());
	}

	private static SettingsBuilder slow() {
		return new SettingsBuilder().stopTimeout(Duration.ofSeconds(20));
	}

	private WorkerHost host() {
		return new BeanWorkerHost(this.beanFactory, (name, annotation) -> this.settings.get(name), phases());
	}

	private PhaseTimeouts phases() {
		return new PhaseTimeouts(this.beanFactory, Duration.ofSeconds(30));
	}

	private WorkerSupervisor supervisor(WorkerHost host) {
		return supervisor(host, this.supervision.recorder);
	}

	private WorkerSupervisor supervisor(WorkerHost host, WorkerObserver observer) {
		SupervisorResources resources = new SupervisorResources(this.supervision.time, Supervision::daemon,
				this.supervision.keepAlive, this.supervision.shutdown, LogContext.NONE);
		return new WorkerSupervisor(resources, new WorkerAudience((event) -> {
		}, List.of(observer), List.of()), host);
	}

	private long limit(int phase) {
		Long limit = ReflectionTestUtils.invokeMethod(this.processor, "determineShutdownTimeout", phase);
		return (limit != null) ? limit : -1;
	}

	/** Its application begins to close while it is asked how a worker is run. */
	private static final class ClosingHost implements WorkerHost {

		private @Nullable WorkerSupervisor closing;

		@Override
		public WorkerDefinition define(String name, Worker worker) {
			Objects.requireNonNull(this.closing).applicationCloses();
			Objects.requireNonNull(this.closing).applicationStopped();
			return new WorkerDefinition(name, worker, WorkerSettings.STANDARD);
		}

		@Override
		public void registered(WorkerDefinition definition, WorkerLifecycle lifecycle) {
		}

		@Override
		public void reconfigured(Collection<WorkerDefinition> definitions) {
		}

		@Override
		public void removed(String name) {
		}

	}

	/** Removes a worker as soon as it is there, and then another, which is waited for. */
	private static final class Remover implements WorkerObserver {

		@Override
		public void registered(WorkerSnapshot worker, Workers all) {
			if (worker.name().equals("w")) {
				all.remove("w");
				all.remove("other");
				Awaitility.await().until(() -> all.find("other").isEmpty());
			}
		}

	}

	/** Takes its time to give up a place. */
	private final class SlowHost implements WorkerHost {

		@Override
		public WorkerDefinition define(String name, Worker worker) {
			return new WorkerDefinition(name, worker, WorkerSettings.STANDARD);
		}

		@Override
		public void registered(WorkerDefinition definition, WorkerLifecycle lifecycle) {
		}

		@Override
		public void reconfigured(Collection<WorkerDefinition> definitions) {
		}

		@Override
		public void removed(String name) {
			ScriptedWorker.awaitStubbornly(BeanWorkerHostTests.this.removals);
		}

	}

}
