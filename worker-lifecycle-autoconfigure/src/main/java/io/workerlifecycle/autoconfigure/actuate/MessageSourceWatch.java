package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.message.MessageFlow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.QueueChannelOperations;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.util.ClassUtils;

/**
 * Attaches the meters of message workers to their channels, before any worker runs: to
 * those that can refuse a sender, and to those that know how many messages wait. A
 * channel without a bound is left alone, since who intercepts a channel slows it down.
 */
final class MessageSourceWatch implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(MessageSourceWatch.class);

	private static final boolean INTEGRATION_PRESENT = ClassUtils.isPresent(
			"org.springframework.integration.channel.QueueChannelOperations",
			MessageSourceWatch.class.getClassLoader());

	private final MessageMetrics metrics;

	private final FlowLookup flows;

	private final BeanFactory beans;

	/** Written by the life cycle of the context, one call at a time. */
	private volatile boolean running;

	/** Whether the meters are attached, which is for good. Used by the life cycle. */
	private boolean attached;

	MessageSourceWatch(MessageMetrics metrics, FlowLookup flows, BeanFactory beans) {
		this.metrics = metrics;
		this.flows = flows;
		this.beans = beans;
	}

	@Override
	public void start() {
		if (!this.attached) {
			this.flows.list().forEach(this::attach);
			this.attached = true;
		}
		this.running = true;
	}

	private void attach(String worker, MessageFlow flow) {
		MessageMeters meters = this.metrics.find(worker);
		if (meters == null) {
			return;
		}
		if (this.flows.depth(worker, flow).isPresent()) {
			meters.registerDepth(this.flows);
		}
		for (String name : flow.channels()) {
			if (this.beans.containsBean(name) && this.beans.getBean(name) instanceof InterceptableChannel channel
					&& isBounded(name, channel)) {
				meters.senders().join(channel);
			}
		}
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
