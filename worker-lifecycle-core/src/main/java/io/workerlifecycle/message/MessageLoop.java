package io.workerlifecycle.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.workerlifecycle.worker.MultiThreadedWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import io.workerlifecycle.worker.WorkerThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * Makes a worker of a {@link MessageWorker} or a {@link BatchWorker}: takes messages from
 * its channels and hands them over, until it is told to stop. Hooks are called as those
 * of any worker.
 * <p>
 * Each thread that takes messages is a lane; the lanes of a life share what is remembered
 * of failed messages, and nothing else that changes. {@link #plan(MessagePlan)} may be
 * called at any time: channels and concurrency hold for the next life, all else for the
 * next message.
 *
 * @since 0.1.0
 */
public final class MessageLoop implements MultiThreadedWorker {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	private final WorkerHooks worker;

	private final MessageResources resources;

	private final ResolvableType payloadType;

	private final MessageObserver observer;

	private final FailedMessages failed = new FailedMessages();

	private final Map<MessageKey, Admission> claims = new ConcurrentHashMap<>();

	private final MessageFailures failures = new MessageFailures();

	private final WorkerThreads threads = new WorkerThreads();

	/** What lanes of lives that are over have counted. Guarded by itself. */
	private final Map<MessageOutcome, Long> counted = new EnumMap<>(MessageOutcome.class);

	private volatile MessagePlan plan;

	/**
	 * How many messages a life was ended over, so that the next takes them one by one.
	 */
	private final AtomicInteger suspects = new AtomicInteger();

	/** The plan by which the latest life began. Written by the life's thread. */
	private volatile @Nullable MessagePlan held;

	/** The lanes that run, while a life does. Written by the life's thread. */
	private volatile @Nullable LaneGroup lanes;

	/** Watches those lanes. Written by the life's thread. */
	private volatile @Nullable SlowMessages slow;

	/** What channels did not take back at the end of a life, by their name. */
	private final Map<String, Overflow> overflows = new ConcurrentHashMap<>();

	/** The context of the life, from its start-up on. Used by the life's thread. */
	private @Nullable LaneContext context;

	/**
	 * Makes a worker.
	 * @param worker a {@link MessageWorker} or a {@link BatchWorker}
	 * @param payloadType the type of the payloads it takes, with its generics
	 * @param plan how it takes them
	 * @param resources what it shares with others
	 * @param observer is told what becomes of the messages
	 */
	public MessageLoop(WorkerHooks worker, ResolvableType payloadType, MessagePlan plan, MessageResources resources,
			MessageObserver observer) {
		this.worker = worker;
		this.payloadType = payloadType;
		this.plan = plan;
		this.resources = resources;
		this.observer = observer;
	}

	/**
	 * Takes and handles messages in another way from now on.
	 * @param plan the way
	 */
	public void plan(MessagePlan plan) {
		this.plan = plan;
		SlowMessages current = this.slow;
		if (current != null) {
			current.watch();
		}
	}

	@Override
	public void onStartup(WorkerContext context) throws Exception {
		LaneContext own = new LaneContext(context, this.resources.time());
		this.context = own;
		this.worker.onStartup(own);
	}

	@Override
	public void run(WorkerContext context) throws Exception {
		LaneContext own = own(context);
		MessagePlan begun = this.plan;
		giveBackElsewhere(begun);
		LaneGroup group = new LaneGroup(context.workerName(), lanes(own, begun), this.resources);
		this.held = begun;
		this.lanes = group;
		try (SlowMessages watching = new SlowMessages(this, group, logger::warn)) {
			this.slow = watching;
			watching.watch();
			int returned = group.run();
			logger.info("Worker '" + context.workerName() + "' takes no more messages; " + returned
					+ " went back to their channel unprocessed" + kept());
		}
		finally {
			this.slow = null;
			over(group);
		}
	}

	/** What waits for room, in words. */
	private String kept() {
		int kept = this.overflows.values().stream().mapToInt((each) -> each.messages().size()).sum();
		return (kept > 0) ? ", but " + kept + " found no room there and wait for the next life of the worker" : "";
	}

	private LaneContext own(WorkerContext life) {
		LaneContext own = this.context;
		return (own != null) ? own : new LaneContext(life, this.resources.time());
	}

	private List<Lane> lanes(LaneContext own, MessagePlan begun) {
		List<Lane> lanes = new ArrayList<>();
		for (MessageSource source : begun.sources()) {
			for (int i = 0; i < begun.settings().concurrency(); i++) {
				lanes.add(new Lane(this, own, new SourceWatch(source), overflow(source)));
			}
		}
		this.suspects.set(0);
		this.failed.attemptAtOnce();
		return lanes;
	}

	/** What came from a channel that this life does not take from goes back to it. */
	private void giveBackElsewhere(MessagePlan begun) {
		this.overflows.values()
			.stream()
			.filter((each) -> !begun.sources().contains(each.source()))
			.forEach(Overflow::giveBack);
	}

	private Queue<Message<?>> overflow(MessageSource source) {
		return this.overflows.computeIfAbsent(source.name(), (name) -> Overflow.of(source)).messages();
	}

	/**
	 * The worker is gone for good: what found no room in its channels is sent there once
	 * more, and what finds none is told of in the log. Does so on a thread of its own,
	 * since a channel is code of users; returns at once.
	 * @param name of the worker
	 */
	public void leave(String name) {
		if (this.overflows.values().stream().anyMatch((each) -> !each.messages().isEmpty())) {
			this.resources.threads()
				.newThread(() -> this.overflows.values().forEach((each) -> each.sendAgain(name)))
				.start();
		}
	}

	private void over(LaneGroup group) {
		synchronized (this.counted) {
			for (MessageOutcome outcome : MessageOutcome.values()) {
				this.counted.merge(outcome, sum(group, outcome), Long::sum);
			}
			this.lanes = null;
		}
	}

	private static long sum(LaneGroup group, MessageOutcome outcome) {
		return group.lanes().stream().mapToLong((lane) -> lane.tally().total(outcome)).sum();
	}

	@Override
	public WorkerThreads threads() {
		return this.threads;
	}

	@Override
	public void onShutdown(WorkerContext context) throws Exception {
		this.worker.onShutdown(own(context));
		this.context = null;
	}

	/**
	 * Fails when the worker's own check does, or when one of its channels cannot be
	 * reached.
	 */
	@Override
	public void checkHealth() throws Exception {
		LaneGroup group = this.lanes;
		if (group != null) {
			for (Lane lane : group.lanes()) {
				lane.source().check();
			}
		}
		this.worker.checkHealth();
	}

	/**
	 * The plan whose channels and concurrency hold.
	 * @return that by which the life began that runs, or else the latest
	 */
	public MessagePlan heldPlan() {
		MessagePlan begun = this.held;
		return (this.lanes != null && begun != null) ? begun : this.plan;
	}

	/**
	 * Where messages are taken from: by the life that runs, or else by the next one.
	 * @return the channels, each once
	 */
	public List<MessageSource> sources() {
		return sources(this.lanes);
	}

	private List<MessageSource> sources(@Nullable LaneGroup group) {
		return (group != null) ? group.sources() : this.plan.sources();
	}

	/**
	 * What becomes of the messages.
	 * @return what is known now
	 */
	public MessageFlow flow() {
		LaneGroup group = this.lanes;
		List<Lane> running = (group != null) ? group.lanes() : List.of();
		return new MessageFlow(sources(group).stream().map(MessageSource::name).toList(), handled(),
				running.stream().mapToInt((lane) -> lane.inFlight().count()).sum(), oldestAge(running),
				unreachable(running), this.failures.list());
	}

	private Map<MessageOutcome, Long> handled() {
		Map<MessageOutcome, Long> handled = new EnumMap<>(MessageOutcome.class);
		synchronized (this.counted) {
			LaneGroup group = this.lanes;
			for (MessageOutcome outcome : MessageOutcome.values()) {
				long before = this.counted.getOrDefault(outcome, 0L);
				handled.put(outcome, before + ((group != null) ? sum(group, outcome) : 0));
			}
		}
		return handled;
	}

	private Duration oldestAge(List<Lane> running) {
		return oldest(running.stream().map((lane) -> sentAt(lane.inFlight().first())));
	}

	private Duration oldest(Stream<@Nullable Instant> times) {
		Instant now = this.resources.time().now();
		return times.filter((sent) -> sent != null)
			.map((sent) -> Duration.between(sent, now))
			.max(Duration::compareTo)
			.filter((age) -> !age.isNegative())
			.orElse(Duration.ZERO);
	}

	/**
	 * How long the oldest message waits, in channels that know it. Asks their stores.
	 * @return the time, zero if none waits or no channel knows it
	 */
	public Duration waitingAge() {
		return oldest(sources().stream()
			.map((source) -> (source.channel() instanceof StoredChannel stored) ? stored.oldest() : null));
	}

	private static @Nullable Instant sentAt(@Nullable Message<?> message) {
		return (message != null) ? MessageTime.sent(message) : null;
	}

	private static Map<String, String> unreachable(List<Lane> running) {
		Map<String, String> unreachable = new LinkedHashMap<>();
		for (Lane lane : running) {
			Throwable failure = lane.source().failure();
			if (failure != null) {
				unreachable.put(lane.source().source().name(), DiscreetException.type(failure));
			}
		}
		return unreachable;
	}

	/** The code of users, as one lane calls it. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	Turn turn(Lane lane, LaneContext own) {
		PayloadConversion conversion = PayloadConversion.to(this.payloadType, this.resources.converter());
		if (this.worker instanceof BatchWorker<?> batches) {
			return new BatchTurn(lane,
					new DegradableWork(intercepted(MessageWork.ofBatches(batches)), own, lane.degradation()),
					conversion, this.resources.time());
		}
		return new SingleTurn(lane,
				new DegradableWork(intercepted(MessageWork.ofSingles((MessageWorker<?>) this.worker)), own,
						lane.degradation()),
				conversion);
	}

	private <M> MessageWork<M> intercepted(MessageWork<M> work) {
		return InterceptedWork.of(work, this.observer.interceptor());
	}

	void suspect(int messages) {
		this.suspects.accumulateAndGet(messages, Math::max);
	}

	int suspects() {
		return this.suspects.get();
	}

	MessagePlan plan() {
		return this.plan;
	}

	MessageResources resources() {
		return this.resources;
	}

	MessageObserver observer() {
		return this.observer;
	}

	FailedMessages failed() {
		return this.failed;
	}

	Map<MessageKey, Admission> claims() {
		return this.claims;
	}

	MessageFailures failures() {
		return this.failures;
	}

}
