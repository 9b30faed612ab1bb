package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerStopOrderTests {

	private final Supervision supervision = new Supervision();

	private final Map<String, CountDownLatch> latches = new HashMap<>();

	private final Map<String, AtomicInteger> callbacks = new HashMap<>();

	/** The life cycles, those that start last first, as Spring stops them. */
	private final Deque<WorkerLifecycle> lifecycles = new ArrayDeque<>();

	@BeforeEach
	void applicationStarts() {
		this.supervision.supervisor.applicationStarts();
	}

	@AfterEach
	void close() {
		this.latches.values().forEach(CountDownLatch::countDown);
		this.supervision.close();
	}

	@Test
	void dependentStopsFirst() {
		start("needed");
		start("dependent", "needed");
		stopAll();
		assertThat(this.supervision.snapshot("dependent").state()).isEqualTo(STOPPING);
		assertThat(this.supervision.snapshot("needed").state()).isEqualTo(RUNNING);
		end("dependent");
		this.supervision.await("needed", STOPPING);
	}

	@Test
	void chainOfThreeStopsOneAfterTheOther() {
		start("a");
		start("b", "a");
		start("c", "b");
		stopAll();
		end("c");
		this.supervision.await("b", STOPPING);
		assertThat(this.supervision.snapshot("a").state()).isEqualTo(RUNNING);
		end("b");
		this.supervision.await("a", STOPPING);
		end("a");
		this.supervision.await("a", STOPPED);
	}

	@Test
	void neededWorkerWaitsForAllThatNeedIt() {
		start("needed");
		start("one", "needed");
		start("other", "needed");
		stopAll();
		end("one");
		this.supervision.await("one", STOPPED);
		assertThat(this.supervision.snapshot("needed").state()).isEqualTo(RUNNING);
		end("other");
		this.supervision.await("needed", STOPPING);
	}

	@Test
	void deferredStopCallsBackWhenItsWorkerHasEnded() {
		start("needed");
		start("dependent", "needed");
		stopAll();
		end("dependent");
		this.supervision.await("needed", STOPPING);
		assertThat(this.callbacks.get("needed")).hasValue(0);
		end("needed");
		Awaitility.await().until(() -> this.callbacks.get("needed").get() == 1);
	}

	@Test
	void abandonedDependentHoldsUpNobody() {
		start("needed");
		start("dependent", "needed");
		stopAll();
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(this.supervision.snapshot("dependent").abandoned()).isTrue();
		assertThat(this.supervision.snapshot("needed").state()).isEqualTo(STOPPING);
	}

	@Test
	void timeToStopBeginsWhenTheDependentHasEnded() {
		start("needed");
		start("dependent", "needed");
		stopAll();
		this.supervision.pass(Duration.ofSeconds(9));
		end("dependent");
		this.supervision.await("needed", STOPPING);
		this.supervision.pass(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.supervision.snapshot("needed").stack()).isNull();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("needed").stack()).isNotNull();
	}

	@Test
	void stopByPeopleIsNotDeferred() {
		start("needed");
		start("dependent", "needed");
		this.supervision.supervisor.stop("needed");
		assertThat(this.supervision.snapshot("needed").state()).isEqualTo(STOPPING);
	}

	@Test
	void startThatOvertakesADeferredStopKeepsTheLifeAndCallsBack() {
		WorkerLifecycle needed = start("needed");
		start("dependent", "needed");
		stopAll();
		needed.start();
		Awaitility.await().until(() -> this.callbacks.get("needed").get() == 1);
		end("dependent");
		this.supervision.await("dependent", STOPPED);
		assertThat(this.supervision.snapshot("needed").state()).isEqualTo(RUNNING);
		assertThat(this.supervision.snapshot("needed").incarnation()).isEqualTo(1);
	}

	@Test
	void workerThatKeptRunningThroughARestartOfTheApplicationIsNotWaitedFor() {
		WorkerLifecycle needed = start("needed");
		WorkerLifecycle dependent = start("dependent", "needed");
		stopAll();
		this.supervision.supervisor.applicationStopped();
		this.supervision.supervisor.applicationStarts();
		needed.start();
		dependent.start();
		end("dependent");
		this.supervision.await("dependent",
				(seen) -> seen.history().stream().anyMatch((move) -> move.to() == RUNNING && move.incarnation() == 2));
	}

	/** Starts a worker that ends when the test says so, whoever interrupts it. */
	private WorkerLifecycle start(String name, String... after) {
		CountDownLatch latch = new CountDownLatch(1);
		this.latches.put(name, latch);
		this.callbacks.put(name, new AtomicInteger());
		WorkerLifecycle lifecycle = this.supervision.running(name, (context) -> ScriptedWorker.awaitStubbornly(latch),
				new SettingsBuilder().after(after).build());
		this.lifecycles.push(lifecycle);
		return lifecycle;
	}

	private void stopAll() {
		this.lifecycles.forEach((lifecycle) -> lifecycle.stop(callback(lifecycle)));
		this.supervision.settle();
	}

	private Runnable callback(WorkerLifecycle lifecycle) {
		String name = lifecycle.toString().replaceAll("worker '(.*)'", "$1");
		return this.callbacks.get(name)::incrementAndGet;
	}

	private void end(String name) {
		this.latches.get(name).countDown();
	}

}
