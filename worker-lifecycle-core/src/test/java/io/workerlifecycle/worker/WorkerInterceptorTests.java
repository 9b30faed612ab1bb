package io.workerlifecycle.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

@Timeout(60)
class WorkerInterceptorTests {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final Interceptor first = new Interceptor("first");

	private final Interceptor second = new Interceptor("second");

	private final Supervision supervision = new Supervision(Supervision::daemon, this.first, this.second);

	@AfterEach
	void close() {
		this.supervision.close();
	}

	@Test
	void interceptorsAreCalledInOrderAtAStartAndInReverseAtAStop() {
		WorkerLifecycle lifecycle = start();
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		assertThat(this.calls).containsExactly("first.beforeStart", "second.beforeStart", "onStartup",
				"first.afterStart", "second.afterStart", "run", "second.beforeStop", "first.beforeStop", "close",
				"onShutdown", "second.afterStop", "first.afterStop");
	}

	@Test
	void interceptorsSeeForWhichWorkerTheyAreCalled() {
		start();
		this.supervision.await("w", RUNNING);
		assertThat(this.first.names).containsOnly("w");
	}

	@Test
	void interceptorsAreCalledInEveryLife() {
		start();
		this.supervision.await("w", RUNNING);
		this.supervision.supervisor.restart("w");
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.state() == RUNNING);
		assertThat(this.calls).filteredOn("first.beforeStart"::equals).hasSize(2);
	}

	@Test
	void interceptorIsCalledBeforeTheWorkerIsRunning() {
		List<WorkerState> states = new CopyOnWriteArrayList<>();
		this.second.afterStart = (context) -> states.add(this.supervision.snapshot("w").state());
		start();
		this.supervision.await("w", RUNNING);
		assertThat(states).containsExactly(STARTING);
	}

	@Test
	void interceptorThatThrowsBeforeTheStartFailsItCleanly() {
		this.second.beforeStart = WorkerInterceptorTests::fail;
		start();
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(this.calls).containsExactly("first.beforeStart", "second.beforeStart", "second.beforeStop",
				"first.beforeStop", "second.afterStop", "first.afterStop");
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).hasMessage("not registered");
	}

	@Test
	void onlyInterceptorsThatWereEnteredAreLeft() {
		this.first.beforeStart = WorkerInterceptorTests::fail;
		start();
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(this.calls).containsExactly("first.beforeStart", "first.beforeStop", "first.afterStop");
	}

	@Test
	void interceptorThatThrowsAfterTheStartFailsItAndTheWorkerIsShutDown() {
		this.first.afterStart = WorkerInterceptorTests::fail;
		start();
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
		assertThat(this.calls).containsExactly("first.beforeStart", "second.beforeStart", "onStartup",
				"first.afterStart", "second.beforeStop", "first.beforeStop", "close", "onShutdown", "second.afterStop",
				"first.afterStop");
	}

	@Test
	void interceptorThatThrowsBeforeTheStopIsCountedAndKeepsNobodyAway() {
		this.second.beforeStop = WorkerInterceptorTests::fail;
		assertThatTheStopGoesOn();
	}

	@Test
	void interceptorThatThrowsAfterTheStopIsCountedAndKeepsNobodyAway() {
		this.second.afterStop = WorkerInterceptorTests::fail;
		assertThatTheStopGoesOn();
	}

	@Test
	void startThatWasStoppedIsLeftInReverse() {
		this.second.beforeStart = (context) -> this.supervision.supervisor.stop("w");
		start();
		this.supervision.await("w", STOPPED);
		assertThat(this.calls)
			.endsWith("second.beforeStop", "first.beforeStop", "close", "onShutdown", "second.afterStop",
					"first.afterStop")
			.doesNotContain("first.afterStart", "run");
	}

	private void assertThatTheStopGoesOn() {
		WorkerLifecycle lifecycle = start();
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		assertThat(this.calls).endsWith("second.beforeStop", "first.beforeStop", "close", "onShutdown",
				"second.afterStop", "first.afterStop");
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
		assertThat(this.supervision.snapshot("w").counts().errors()).isEqualTo(1);
		Awaitility.await().until(() -> this.supervision.recorder.cleanUpFailures.size() == 1);
		assertThat(this.supervision.recorder.cleanUpFailures.get(0).exception()).hasMessage("not registered");
	}

	private WorkerLifecycle start() {
		Worker worker = new ScriptedWorker().startUp((context) -> {
			this.calls.add("onStartup");
			context.closeAtStop(() -> this.calls.add("close"));
		}).work((context) -> {
			this.calls.add("run");
			Supervision.idle().run(context);
		}).shutDown((context) -> this.calls.add("onShutdown"));
		WorkerLifecycle lifecycle = this.supervision.register("w", worker, Supervision.settings(RestartPolicy.NEVER));
		lifecycle.start();
		return lifecycle;
	}

	private static void fail(WorkerContext context) throws IOException {
		throw new IOException("not registered");
	}

	/** Notes its calls, and does what a test says. */
	private final class Interceptor implements WorkerLifecycleInterceptor {

		private final String name;

		private final List<String> names = new CopyOnWriteArrayList<>();

		private volatile ScriptedWorker.Step beforeStart = ScriptedWorker.Step.NONE;

		private volatile ScriptedWorker.Step afterStart = ScriptedWorker.Step.NONE;

		private volatile ScriptedWorker.Step beforeStop = ScriptedWorker.Step.NONE;

		private volatile ScriptedWorker.Step afterStop = ScriptedWorker.Step.NONE;

		private Interceptor(String name) {
			this.name = name;
		}

		@Override
		public void beforeStart(WorkerContext context) throws Exception {
			called("beforeStart", this.beforeStart, context);
		}

		@Override
		public void afterStart(WorkerContext context) throws Exception {
			called("afterStart", this.afterStart, context);
		}

		@Override
		public void beforeStop(WorkerContext context) throws Exception {
			called("beforeStop", this.beforeStop, context);
		}

		@Override
		public void afterStop(WorkerContext context) throws Exception {
			called("afterStop", this.afterStop, context);
		}

		private void called(String method, ScriptedWorker.Step step, WorkerContext context) throws Exception {
			WorkerInterceptorTests.this.calls.add(this.name + "." + method);
			this.names.add(context.workerName());
			step.take(context);
		}

	}

}
