package io.workerlifecycle.job;

import java.time.Duration;
import java.util.Set;

import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JobsLifecycleTests {

	private final JobBench bench = new JobBench(Runnable::run);

	private final JobBench.Times times = new JobBench.Times(this.bench.time);

	@Test
	void clockStopsWhenItsOwnContextBeginsToClose() {
		try (GenericApplicationContext own = new GenericApplicationContext()) {
			this.bench.lifecycle.setApplicationContext(own);
			this.bench.job("a", this.times, "FIXED_RATE=10s").started();
			this.bench.lifecycle.onApplicationEvent(new ContextClosedEvent(own));
			this.bench.advance(Duration.ofHours(1));
			assertThat(this.times.seconds).isEmpty();
			assertThat(this.bench.lifecycle.isRunning()).isTrue();
			assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		}
	}

	@Test
	void clockGoesOnWhenAnotherContextCloses() {
		try (GenericApplicationContext own = new GenericApplicationContext();
				GenericApplicationContext child = new GenericApplicationContext(own)) {
			this.bench.lifecycle.setApplicationContext(own);
			this.bench.job("a", this.times, "FIXED_RATE=10s").started();
			this.bench.lifecycle.onApplicationEvent(new ContextClosedEvent(child));
			this.bench.advance(Duration.ofSeconds(10));
			assertThat(this.times.seconds).containsExactly(10L);
		}
	}

	@Test
	void phaseIsGivenTheLongestStopTimeoutAndAMargin() {
		this.bench.job("short", this.times, "CRON=-").job("long", this.times, "CRON=-", "STOP_TIMEOUT=40s");
		assertThat(phaseTimeoutAfterStop(this.bench.shutdown)).isEqualTo(43000L);
	}

	@Test
	void phaseIsGivenTheBudgetAndTwoSeconds() {
		this.bench.job("short", this.times, "CRON=-");
		Shutdown shutdown = new Shutdown(this.bench.time, Duration.ofSeconds(60));
		assertThat(phaseTimeoutAfterStop(shutdown)).isEqualTo(62000L);
	}

	private Object phaseTimeoutAfterStop(Shutdown shutdown) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setBeanFactory(context.getBeanFactory());
			context.getBeanFactory()
				.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, processor);
			context.refresh();
			PhaseTimeouts phases = new PhaseTimeouts(context, Duration.ofSeconds(30));
			JobsLifecycle lifecycle = new JobsLifecycle(this.bench.registry, this.bench.time, new KeepAlive(),
					new JobsLifecycle.Startup(true, phases, shutdown), Runnable::run);
			lifecycle.start();
			lifecycle.stop();
			return ReflectionTestUtils.invokeMethod(processor, "determineShutdownTimeout", JobsLifecycle.PHASE);
		}
	}

	@Test
	void contextMayPauseAndRestart() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(JobsLifecycle.class, () -> this.bench.lifecycle);
			this.bench.job("a", this.times, "FIXED_RATE=10s");
			context.refresh();
			this.bench.advance(Duration.ofSeconds(10));
			context.pause();
			this.bench.advance(Duration.ofSeconds(60));
			context.restart();
			this.bench.advance(Duration.ofSeconds(10));
			assertThat(this.times.seconds).containsExactly(10L, 80L);
		}
	}

	@Test
	void processIsKeptAliveWhileJobsFire() {
		KeepAlive keepAlive = new KeepAlive();
		JobsLifecycle lifecycle = new JobsLifecycle(this.bench.registry, this.bench.time, keepAlive,
				this.bench.startup(), Runnable::run);
		this.bench.job("off", this.times, "CRON=-");
		lifecycle.start();
		assertThat(holders(keepAlive)).isEmpty();
		this.bench.job("on", this.times, "FIXED_RATE=10s");
		assertThat(holders(keepAlive)).hasSize(1);
		lifecycle.stop();
		assertThat(holders(keepAlive)).isEmpty();
	}

	@Test
	void processIsKeptAliveUntilTheLastExecutionEnded() {
		JobBench queued = new JobBench();
		KeepAlive keepAlive = new KeepAlive();
		JobsLifecycle lifecycle = new JobsLifecycle(queued.registry, queued.time, keepAlive, queued.startup(),
				Runnable::run);
		queued.job("on", this.times, "FIXED_RATE=10s", "RUN_ON_START=true");
		lifecycle.start();
		lifecycle.stop();
		assertThat(holders(keepAlive)).hasSize(1);
		queued.runHandedOver();
		assertThat(holders(keepAlive)).isEmpty();
	}

	@Test
	void processIsKeptAliveByAJobThatIsAddedAtRunTimeUntilTheLastIsRemoved() {
		KeepAlive keepAlive = new KeepAlive();
		JobsLifecycle lifecycle = new JobsLifecycle(this.bench.registry, this.bench.time, keepAlive,
				this.bench.startup(), Runnable::run);
		lifecycle.start();
		this.bench.registry.add(JobDefinition.named("a").fixedRate(Duration.ofSeconds(10)).action(this.times::run));
		this.bench.registry.add(JobDefinition.named("b").fixedRate(Duration.ofSeconds(10)).action(this.times::run));
		assertThat(holders(keepAlive)).hasSize(1);
		this.bench.registry.reschedule("a", new JobTrigger.Disabled());
		assertThat(holders(keepAlive)).hasSize(1);
		this.bench.registry.remove("b", StopMode.WAIT);
		assertThat(holders(keepAlive)).isEmpty();
		this.bench.registry.reschedule("a", new JobTrigger.FixedRate(Duration.ofSeconds(10)));
		assertThat(holders(keepAlive)).hasSize(1);
	}

	@Test
	void processIsKeptAliveUntilTheExecutionOfTheLastRemovedJobEnded() {
		KeepAlive keepAlive = new KeepAlive();
		JobsLifecycle lifecycle = new JobsLifecycle(this.bench.registry, this.bench.time, keepAlive,
				this.bench.startup(), Runnable::run);
		lifecycle.start();
		this.bench.registry.add(JobDefinition.named("a").fixedRate(Duration.ofSeconds(10)).action((context) -> {
			this.bench.registry.remove("a", StopMode.WAIT);
			assertThat(holders(keepAlive)).hasSize(1);
		}));
		this.bench.advance(Duration.ofSeconds(10));
		assertThat(this.bench.finished()).singleElement()
			.extracting((event) -> event.execution().outcome())
			.isEqualTo(JobOutcome.SUCCESS);
		assertThat(holders(keepAlive)).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static Set<Object> holders(KeepAlive keepAlive) {
		return (Set<Object>) ReflectionTestUtils.getField(keepAlive, "holders");
	}

}
