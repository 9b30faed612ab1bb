package io.workerlifecycle.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.HealthSettings;
import io.workerlifecycle.worker.RecoverySettings;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.RestartSettings;
import io.workerlifecycle.worker.StallSettings;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.SupervisorResources;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerAudience;
import io.workerlifecycle.worker.WorkerDefinition;
import io.workerlifecycle.worker.WorkerHooks;
import io.workerlifecycle.worker.WorkerHost;
import io.workerlifecycle.worker.WorkerLifecycle;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerSupervisor;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One message worker, {@code w}, under a real supervisor in virtual time.
 */
final class MessageBench implements AutoCloseable {

	static final MessageRetry RETRY = retry(3);

	final LaneTime time = new LaneTime();

	final Outcomes outcomes = new Outcomes();

	final WorkerSupervisor supervisor;

	private final List<MessageSource> sources = new ArrayList<>();

	private final LogContext logContext;

	/** Set before the start. */
	MessageRetry retry = RETRY;

	/** Set before the start. */
	DegradationSettings degradation = new DegradationSettings(Set.of(), Duration.ofSeconds(30));

	/** Set before the start. */
	BatchSettings batch = new BatchSettings(3, Duration.ofSeconds(1));

	/** Set before the start. */
	RecoverySettings recovery = new RecoverySettings(0, Duration.ofSeconds(10), Duration.ofSeconds(30));

	/** Set before the start. */
	StallSettings stall = StallSettings.STANDARD;

	/** Set before the start. */
	Duration processingTimeout = Duration.ZERO;

	/** Set before the start. */
	MessageConverter converter = new StringMessageConverter();

	/** Set before the start. */
	int concurrency = 1;

	/** Set before the start. */
	@Nullable MessageChannel deadLetters;

	/** Set by the start. */
	@Nullable MessageLoop loop;

	/** Set by the start. */
	@Nullable WorkerLifecycle lifecycle;

	MessageBench() {
		this(LogContext.NONE);
	}

	MessageBench(LogContext logContext) {
		this.logContext = logContext;
		Shutdown shutdown = new Shutdown(this.time, Duration.ofMinutes(1));
		this.supervisor = new WorkerSupervisor(
				new SupervisorResources(this.time, MessageBench::daemon, new KeepAlive(), shutdown, logContext),
				new WorkerAudience((event) -> {
				}, List.of(), List.of()), new NoHost());
	}

	static MessageRetry retry(int maxRetries) {
		return new MessageRetry(
				new RetrySettings(maxRetries, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO),
				Set.of(), Set.of());
	}

	static Thread daemon(Runnable runnable) {
		Thread thread = new Thread(runnable);
		thread.setDaemon(true);
		return thread;
	}

	/** Runs something on a thread of its own. */
	static void run(Runnable runnable) {
		daemon(runnable).start();
	}

	MessageBench source(PollableChannel channel) {
		return source(channel, null);
	}

	MessageBench source(TransactedChannel channel) {
		return source(channel, channel);
	}

	/** A channel that takes no part in the transactions of its worker. */
	MessageBench forgetful(PollableChannel channel, PlatformTransactionManager transactions) {
		this.sources.add(new MessageSource("channel" + (this.sources.size() + 1), channel, transactions, true));
		return this;
	}

	MessageBench source(PollableChannel channel, @Nullable PlatformTransactionManager transactions) {
		this.sources.add(new MessageSource("channel" + (this.sources.size() + 1), channel, transactions));
		return this;
	}

	/** The next life takes from this channel, and from no other. */
	void moveTo(PollableChannel channel) {
		this.sources.clear();
		this.sources.add(new MessageSource("other", channel, null));
		loop().plan(plan());
	}

	MessagePlan plan() {
		MessageSettings settings = new MessageSettings(this.sources.stream().map(MessageSource::name).toList(),
				this.concurrency, Duration.ofMillis(2), this.processingTimeout, this.retry, this.degradation,
				(this.deadLetters != null) ? "dead" : null, this.batch);
		return new MessagePlan(settings, this.sources, this.deadLetters);
	}

	/** Starts the worker and waits until it runs. */
	MessageBench start(WorkerHooks worker) {
		this.loop = new MessageLoop(worker, ResolvableType.forClass(String.class), plan(),
				new MessageResources(this.time, MessageBench::daemon, this.converter, this.logContext), this.outcomes);
		this.lifecycle = this.supervisor.register(new WorkerDefinition("w", this.loop, settings()));
		this.lifecycle.start();
		await(WorkerState.RUNNING);
		return this;
	}

	private WorkerSettings settings() {
		return new WorkerSettings(true, true, false, new StartOrder(0, List.of(), false), Duration.ofSeconds(30),
				Duration.ofSeconds(10),
				new RestartSettings(RestartPolicy.ALWAYS, 1000, Duration.ofMinutes(10), Duration.ofSeconds(1), 1,
						Duration.ofSeconds(1), 0),
				new HealthSettings(Duration.ZERO, Duration.ofSeconds(5), false), this.recovery, this.stall,
				GiveUpAction.HEALTH);
	}

	WorkerSnapshot await(WorkerState state) {
		return await((snapshot) -> snapshot.state() == state);
	}

	WorkerSnapshot await(Predicate<WorkerSnapshot> condition) {
		return Awaitility.await().until(this::snapshot, condition);
	}

	WorkerSnapshot snapshot() {
		return this.supervisor.find("w").orElseThrow();
	}

	/** Waits until so many messages had an outcome. */
	void await(MessageOutcome outcome, int messages) {
		Awaitility.await().until(() -> this.outcomes.count(outcome) >= messages);
	}

	long count(MessageOutcome outcome) {
		return flow().handled(outcome);
	}

	MessageFlow flow() {
		return loop().flow();
	}

	MessageLoop loop() {
		if (this.loop == null) {
			throw new IllegalStateException("not started");
		}
		return this.loop;
	}

	/** Asks the worker to stop and waits until it has. */
	void stop() {
		this.supervisor.stop("w");
		await(WorkerState.STOPPED);
	}

	/** Stops the worker, whatever it was told before. */
	void end() {
		if (this.lifecycle != null) {
			this.lifecycle.stop();
			Awaitility.await().until(() -> !this.lifecycle.isRunning());
		}
		await(WorkerState.STOPPED);
		close();
	}

	@Override
	public void close() {
		this.supervisor.close();
	}

	private static final class NoHost implements WorkerHost {

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
		}

	}

}
