package io.workerlifecycle.autoconfigure.actuate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.ProcessingInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the messages of one worker, held in fields so that none is looked up by
 * its tags while messages come. Meters of an earlier worker of this name are replaced.
 */
final class MessageMeters implements MessageObserver {

	private static final int EXPECTED = 10;

	private final MeterGroup meters;

	private final String worker;

	private final @Nullable ProcessingInterceptor interceptor;

	private final Map<MessageOutcome, Timer> handled = new EnumMap<>(MessageOutcome.class);

	/** Held here, since gauges hold what they read weakly. */
	private final SenderWatch senders;

	/** There while the channels know how many messages wait. Guarded as the group. */
	private @Nullable Gauge depth;

	/** Guarded as the group. */
	private WatchedChannels watched = WatchedChannels.NONE;

	MessageMeters(MeterRegistry registry, String worker, FlowLookup flows,
			@Nullable ProcessingInterceptor interceptor) {
		this.meters = new MeterGroup(registry, Tags.of("worker.name", worker), EXPECTED);
		this.worker = worker;
		this.interceptor = interceptor;
		for (MessageOutcome outcome : MessageOutcome.values()) {
			this.handled.put(outcome, timer(outcome));
		}
		this.senders = new SenderWatch(refused());
		registerGauges(flows);
	}

	private Timer timer(MessageOutcome outcome) {
		return this.meters.add(Timer.builder("worker.messages")
			.description("Messages that the worker has handled, by outcome")
			.tags(this.meters.vacant("worker.messages", Tags.of("outcome", outcome.name())))
			.register(this.meters.registry()));
	}

	private Counter refused() {
		return this.meters.add(Counter.builder("worker.messages.refused")
			.description("Messages that a full channel of the worker did not take")
			.tags(this.meters.vacant("worker.messages.refused", Tags.empty()))
			.register(this.meters.registry()));
	}

	private void registerGauges(FlowLookup flows) {
		this.meters
			.add(Gauge.builder("worker.messages.in.flight", flows, new Reading(this.worker, MessageFlow::inFlight))
				.description("Messages that the worker is processing")
				.tags(this.meters.vacant("worker.messages.in.flight", Tags.empty()))
				.register(this.meters.registry()));
		this.meters.add(TimeGauge
			.builder("worker.messages.oldest.age", flows, TimeUnit.MILLISECONDS, new AgeReading(this.worker))
			.description("Time since the oldest message was sent that the worker is processing, or that waits for it")
			.tags(this.meters.vacant("worker.messages.oldest.age", Tags.empty()))
			.register(this.meters.registry()));
		this.meters.add(Gauge.builder("worker.messages.blocked", this.senders, SenderWatch::underWay)
			.description("Senders that a bounded channel of the worker holds")
			.tags(this.meters.vacant("worker.messages.blocked", Tags.empty()))
			.register(this.meters.registry()));
	}

	WatchedChannels watched() {
		return this.watched;
	}

	/**
	 * The worker takes from these channels from now on.
	 */
	void watch(WatchedChannels channels, FlowLookup flows) {
		this.watched = channels;
		this.senders.watch(channels.bounded());
		if (this.depth != null) {
			this.meters.drop(this.depth);
		}
		this.depth = channels.depthKnown() ? depth(flows) : null;
	}

	private Gauge depth(FlowLookup flows) {
		return this.meters.add(Gauge.builder("worker.messages.depth", flows, new DepthReading(this.worker))
			.description("Messages that wait in the channels of the worker")
			.tags(this.meters.vacant("worker.messages.depth", Tags.empty()))
			.register(this.meters.registry()));
	}

	/** Micrometer takes times one by one. */
	@Override
	public void handled(MessageOutcome outcome, int messages, long nanos) {
		Timer timer = Objects.requireNonNull(this.handled.get(outcome));
		for (int i = 0; i < messages; i++) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public @Nullable ProcessingInterceptor interceptor() {
		return this.interceptor;
	}

	void remove() {
		this.senders.watch(List.of());
		this.meters.remove();
	}

	/**
	 * Reads one value of a worker's messages. It must hold neither the flows nor these
	 * meters: a registry that outlives its application would keep all of it in memory.
	 */
	private record Reading(String worker, ToDoubleFunction<MessageFlow> value) implements ToDoubleFunction<FlowLookup> {

		@Override
		public double applyAsDouble(FlowLookup flows) {
			MessageFlow flow = flows.find(this.worker);
			return (flow != null) ? this.value.applyAsDouble(flow) : Double.NaN;
		}

	}

	/**
	 * Reads how old the oldest message is.
	 */
	private record AgeReading(String worker) implements ToDoubleFunction<FlowLookup> {

		@Override
		public double applyAsDouble(FlowLookup flows) {
			MessageFlow flow = flows.find(this.worker);
			return (flow != null) ? flows.oldestAge(this.worker, flow).toMillis() : Double.NaN;
		}

	}

	/**
	 * Reads how many messages wait.
	 */
	private record DepthReading(String worker) implements ToDoubleFunction<FlowLookup> {

		@Override
		public double applyAsDouble(FlowLookup flows) {
			MessageFlow flow = flows.find(this.worker);
			return (flow != null)
					? flows.depth(this.worker, flow).stream().asDoubleStream().findFirst().orElse(Double.NaN)
					: Double.NaN;
		}

	}

}
