package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.autoconfigure.message.MessageObserverFactory;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The meters of messages, all there before the worker is, so that zero shows, and gone
 * when it is.
 */
final class MessageMetrics implements MessageObserverFactory, WorkerObserver {

	private final MeterRegistry registry;

	private final FlowLookup flows;

	private final @Nullable MessageTracing tracing;

	/**
	 * By the worker's name as it is written, which is the tag. Entries come and go under
	 * the lock of this object.
	 */
	private final Map<String, MessageMeters> meters = new ConcurrentHashMap<>();

	/** Where workers are found; written when the first is registered. */
	private volatile @Nullable Workers workers;

	MessageMetrics(MeterRegistry registry, FlowLookup flows, @Nullable MessageTracing tracing) {
		this.registry = registry;
		this.flows = flows;
		this.tracing = tracing;
	}

	@Override
	public synchronized MessageObserver observer(String worker) {
		MessageMeters before = this.meters.get(worker);
		if (before != null) {
			before.remove();
		}
		MessageMeters made = new MessageMeters(this.registry, worker, this.flows,
				(this.tracing != null) ? this.tracing.interceptor(worker) : null);
		this.meters.put(worker, made);
		return made;
	}

	/**
	 * The channels that the meters of a worker know, or {@code null} if it takes no
	 * messages.
	 */
	synchronized @Nullable WatchedChannels watched(String worker) {
		MessageMeters known = this.meters.get(worker);
		return (known != null) ? known.watched() : null;
	}

	/**
	 * The worker takes messages from these channels from now on.
	 */
	synchronized void watch(String worker, WatchedChannels channels) {
		MessageMeters known = this.meters.get(worker);
		if (known != null) {
			known.watch(channels, this.flows);
		}
	}

	@Override
	public void registered(WorkerSnapshot worker, Workers all) {
		this.workers = all;
	}

	/**
	 * Takes the meters of the worker away, unless another of its name is there already
	 * and has taken them over: that is registered on another thread, and may come first.
	 */
	@Override
	public synchronized void removed(WorkerSnapshot worker) {
		MessageMeters known = this.meters.get(worker.name());
		if (known != null && !isThere(worker.name())) {
			this.meters.remove(worker.name());
			known.remove();
		}
	}

	private boolean isThere(String worker) {
		Workers all = this.workers;
		return all != null && all.find(worker).filter((found) -> found.name().equals(worker)).isPresent();
	}

}
