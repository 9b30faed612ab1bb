package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.QueueChannelOperations;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.util.ClassUtils;

/**
 * Attaches the meters of message workers to their channels, before any worker runs: to
 * those that can refuse a sender, and to those that know how many messages wait. It looks
 * again whenever a worker begins a life, which may take from other channels. A channel
 * without a bound is left alone, since who intercepts a channel slows it down.
 */
final class MessageSourceWatch implements SmartLifecycle, WorkerObserver {

	private static final Log logger = LogFactory.getLog(MessageSourceWatch.class);

	private static final boolean INTEGRATION_PRESENT = ClassUtils.isPresent(
			"org.springframework.integration.channel.QueueChannelOperations",
			MessageSourceWatch.class.getClassLoader());

	private final MessageMetrics metrics;

	private final FlowLookup flows;

	private final BeanFactory beans;

	/** Written by the life cycle of the context, one call at a time. */
	private volatile boolean running;

	MessageSourceWatch(MessageMetrics metrics, FlowLookup flows, BeanFactory beans) {
		this.metrics = metrics;
		this.flows = flows;
		this.beans = beans;
	}

	@Override
	public void start() {
		this.flows.list().forEach(this::attach);
		this.running = true;
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		if (transition.to() == WorkerState.RUNNING && this.metrics.watched(worker.name()) != null) {
			MessageFlow flow = this.flows.find(worker.name());
			if (flow != null) {
				attach(worker.name(), flow);
			}
		}
	}

	/** Looking may have a price, so those that are known already are left alone. */
	private void attach(String worker, MessageFlow flow) {
		WatchedChannels before = this.metrics.watched(worker);
		if (before != null && !before.names().equals(flow.channels())) {
			this.metrics.watch(worker,
					new WatchedChannels(flow.channels(), bounded(flow.channels()), this.flows.knowsDepth(worker)));
		}
	}

	private List<InterceptableChannel> bounded(List<String> names) {
		List<InterceptableChannel> bounded = new ArrayList<>();
		for (String name : names) {
			if (this.beans.containsBean(name) && this.beans.getBean(name) instanceof InterceptableChannel channel
					&& isBounded(name, channel)) {
				bounded.add(channel);
			}
		}
		return bounded;
	}

	private static boolean isBounded(String name, Object channel) {
		try {
			return !INTEGRATION_PRESENT || !(channel instanceof QueueChannelOperations queue)
					|| queue.getRemainingCapacity() != Integer.MAX_VALUE;
		}
		catch (RuntimeException ex) {
			logger.debug("How much channel '" + name + "' can take is not known", ex);
			return true;
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The lowest: started before anything that sends or takes.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
