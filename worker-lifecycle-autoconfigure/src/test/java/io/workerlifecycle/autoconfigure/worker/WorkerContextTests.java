package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerLifecycle;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerStateChangedEvent;
import io.workerlifecycle.worker.WorkerTransition;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static io.workerlifecycle.autoconfigure.worker.WorkerRegistrationTests.awaitRunning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WorkerContextTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean("loop", LoopWorker.class);

	@Test
	void beanThatAWorkerUsesIsDestroyedAfterTheWorkerHasStopped() {
		List<String> calls = new CopyOnWriteArrayList<>();
		this.bare.withBean(Calls.class, () -> new Calls(calls))
			.withUserConfiguration(WorkerWithConnection.class)
			.run((context) -> awaitRunning(context.getBean(Workers.class), "user"));
		assertThat(calls).containsExactly("run ends", "clean-up uses connection", "worker bean destroyed",
				"connection destroyed");
	}

	@Test
	void closedContextHasNoLifeLeft() {
		LoopWorker[] loop = new LoopWorker[1];
		this.runner.run((context) -> {
			awaitRunning(context.getBean(Workers.class), "loop");
			loop[0] = context.getBean(LoopWorker.class);
		});
		assertThat(loop[0].alive).hasValue(0);
	}

	@Test
	void pausedContextHasNoLife() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			awaitRunning(context.getBean(Workers.class), "loop");
			configurable.pause();
			assertThat(context.getBean(LoopWorker.class).alive).hasValue(0);
			assertThat(context.getBean(WorkerLifecycle.class).isRunning()).isFalse();
			assertThat(state(context.getBean(Workers.class))).isEqualTo(WorkerState.STOPPED);
		});
	}

	@Test
	void pauseAndRestartOfTheContextManyTimesLeaveOneLife() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			for (int i = 0; i < 50; i++) {
				configurable.pause();
				configurable.restart();
			}
			assertOneLife(context.getBean(Workers.class), context.getBean(LoopWorker.class), 51);
		});
	}

	@Test
	void stopAndStartOfTheContextManyTimesLeaveOneLife() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			for (int i = 0; i < 50; i++) {
				configurable.stop();
				configurable.start();
			}
			assertOneLife(context.getBean(Workers.class), context.getBean(LoopWorker.class), 51);
		});
	}

	@Test
	void commandsWithoutEndLeaveOneLife() {
		this.runner.run((context) -> {
			Workers workers = context.getBean(Workers.class);
			LoopWorker loop = context.getBean(LoopWorker.class);
			for (int i = 0; i < 300; i++) {
				workers.start("loop");
				workers.restart("loop");
				if (i % 3 == 0) {
					workers.stop("loop");
				}
				workers.start("loop");
			}
			await().untilAsserted(() -> assertThat(loop.begun.get() - 1).isPositive());
			awaitRunning(workers, "loop");
			assertThat(loop.mostAlive).hasValue(1);
		});
	}

	@Test
	void workerStoppedOnPurposeStaysSoWhenTheContextRestarts() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			Workers workers = context.getBean(Workers.class);
			awaitRunning(workers, "loop");
			workers.stop("loop");
			configurable.pause();
			configurable.restart();
			assertThat(state(workers)).isEqualTo(WorkerState.STOPPED);
			assertThat(context.getBean(LoopWorker.class).begun).hasValue(1);
		});
	}

	@Test
	void eventsArriveInOrder() {
		this.runner.withBean(Moves.class).run((context) -> {
			Workers workers = context.getBean(Workers.class);
			awaitRunning(workers, "loop");
			workers.restart("loop");
			await().untilAsserted(() -> assertThat(context.getBean(Moves.class).moves).hasSize(6));
			assertThat(context.getBean(Moves.class).moves).containsExactly("INITIALIZING>STARTING", "STARTING>RUNNING",
					"RUNNING>STOPPING", "STOPPING>STOPPED", "STOPPED>STARTING", "STARTING>RUNNING");
		});
	}

	@Test
	void lastEventComesBeforeTheListenerIsDestroyed() {
		List<String> moves = new CopyOnWriteArrayList<>();
		this.runner.withBean(Moves.class, () -> new Moves(moves))
			.run((context) -> awaitRunning(context.getBean(Workers.class), "loop"));
		assertThat(moves).endsWith("RUNNING>STOPPING", "STOPPING>STOPPED");
	}

	@Test
	void listenerThatThrowsChangesNothing(CapturedOutput output) {
		this.runner.withBean(ThrowingListener.class).withBean(Moves.class).run((context) -> {
			Workers workers = context.getBean(Workers.class);
			awaitRunning(workers, "loop");
			workers.stop("loop");
			await().untilAsserted(() -> assertThat(state(workers)).isEqualTo(WorkerState.STOPPED));
			assertThat(workers.list()).singleElement().extracting(WorkerSnapshot::lastFailure).isNull();
			await().untilAsserted(() -> assertThat(output).contains("the listener's own fault"));
		});
		assertThat(output).contains("Worker 'loop' (incarnation 1) has stopped");
	}

	@Test
	void observersAreToldThoughAListenerThrows() {
		List<WorkerState> seen = new CopyOnWriteArrayList<>();
		WorkerObserver observer = new WorkerObserver() {
			@Override
			public void changed(WorkerSnapshot worker, WorkerTransition transition) {
				seen.add(transition.to());
			}
		};
		this.runner.withBean(ThrowingListener.class)
			.withBean(WorkerObserver.class, () -> observer)
			.run((context) -> awaitRunning(context.getBean(Workers.class), "loop"));
		assertThat(seen).containsExactly(WorkerState.STARTING, WorkerState.RUNNING, WorkerState.STOPPING,
				WorkerState.STOPPED);
	}

	@Test
	void childContextHasItsOwnWorkersOnly() {
		this.runner.run((parent) -> this.bare.withParent(parent).withBean("inner", LoopWorker.class).run((child) -> {
			assertThat(child.getBean(Workers.class).list()).extracting(WorkerSnapshot::name).containsExactly("inner");
			assertThat(parent.getBean(Workers.class).list()).extracting(WorkerSnapshot::name).containsExactly("loop");
		}));
	}

	@Test
	void observersOfAParentAreToldOfTheWorkersOfTheChildOnce() {
		List<String> seen = new CopyOnWriteArrayList<>();
		WorkerObserver observer = new WorkerObserver() {
			@Override
			public void registered(WorkerSnapshot worker, Workers workers) {
				seen.add(worker.name());
			}
		};
		this.runner.withBean(WorkerObserver.class, () -> observer)
			.run((parent) -> this.bare.withParent(parent)
				.withBean("inner", LoopWorker.class)
				.run((child) -> assertThat(seen).containsExactly("loop", "inner")));
	}

	@Test
	void closingAChildLeavesTheWorkersOfItsParentAlone() {
		this.runner.run((parent) -> {
			Workers workers = parent.getBean(Workers.class);
			awaitRunning(workers, "loop");
			LoopWorker[] inner = new LoopWorker[1];
			this.bare.withParent(parent).withBean("inner", LoopWorker.class).run((child) -> {
				awaitRunning(child.getBean(Workers.class), "inner");
				inner[0] = child.getBean("inner", LoopWorker.class);
			});
			assertThat(inner[0].alive).hasValue(0);
			workers.restart("loop");
			await().untilAsserted(() -> assertThat(parent.getBean(LoopWorker.class).begun).hasValue(2));
			awaitRunning(workers, "loop");
		});
	}

	private static void assertOneLife(Workers workers, LoopWorker loop, int incarnation) {
		awaitRunning(workers, "loop");
		assertThat(loop.alive).hasValue(1);
		assertThat(loop.mostAlive).hasValue(1);
		assertThat(workers.find("loop")).map(WorkerSnapshot::incarnation).contains(incarnation);
	}

	private static WorkerState state(Workers workers) {
		return workers.find("loop").orElseThrow().state();
	}

	static class Moves {

		final List<String> moves;

		Moves() {
			this(new CopyOnWriteArrayList<>());
		}

		Moves(List<String> moves) {
			this.moves = moves;
		}

		@EventListener
		void on(WorkerStateChangedEvent event) {
			this.moves.add(event.transition().from() + ">" + event.transition().to());
		}

	}

	static class ThrowingListener {

		@EventListener
		void on(WorkerStateChangedEvent event) {
			throw new IllegalStateException("the listener's own fault");
		}

	}

	record Calls(List<String> calls) {
	}

	record Connection(Calls log) implements DisposableBean {

		void use() {
			this.log.calls().add("clean-up uses connection");
		}

		@Override
		public void destroy() {
			this.log.calls().add("connection destroyed");
		}

	}

	record ConnectionUser(Connection connection, Calls log) implements Worker, DisposableBean {

		@Override
		public void run(WorkerContext context) {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
			this.log.calls().add("run ends");
		}

		@Override
		public void onShutdown(WorkerContext context) {
			this.connection.use();
		}

		@Override
		public void destroy() {
			this.log.calls().add("worker bean destroyed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WorkerWithConnection {

		@Bean
		Connection connection(Calls calls) {
			return new Connection(calls);
		}

		@Bean
		ConnectionUser user(Connection connection, Calls calls) {
			return new ConnectionUser(connection, calls);
		}

	}

}
