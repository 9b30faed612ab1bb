package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.workerlifecycle.autoconfigure.message.MessageFlows;
import io.workerlifecycle.message.MessageFailure;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.message.MessageOutcome;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * Flows of messages as a test sets them.
 */
final class FixedFlows implements MessageFlows {

	private final Map<String, MessageFlow> flows = new LinkedHashMap<>();

	private OptionalLong depth = OptionalLong.empty();

	int depthReads;

	/** How often it was asked what the channels know. */
	int looks;

	boolean reachable = true;

	Duration waitingAge = Duration.ZERO;

	FixedFlows flow(String worker, MessageFlow flow) {
		this.flows.put(worker, flow);
		return this;
	}

	FixedFlows depth(long value) {
		this.depth = OptionalLong.of(value);
		return this;
	}

	FixedFlows noDepth() {
		this.depth = OptionalLong.empty();
		return this;
	}

	FlowLookup lookup() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("flows", this);
		return new FlowLookup(beans.getBeanProvider(MessageFlows.class));
	}

	/** Takes from the channel {@code orders}, and has done two messages. */
	static MessageFlow flow() {
		return flow(Map.of(), List.of());
	}

	static MessageFlow flow(String channel) {
		return new MessageFlow(List.of(channel), Map.of(), 0, Duration.ZERO, Map.of(), List.of());
	}

	static MessageFlow flow(Map<String, String> unreachable, List<MessageFailure> failures) {
		return new MessageFlow(List.of("orders"), Map.of(MessageOutcome.SUCCESS, 2L), 3, Duration.ofSeconds(7),
				unreachable, failures);
	}

	@Override
	public Map<String, MessageFlow> list() {
		return this.flows;
	}

	@Override
	public Duration waitingAge(String worker) {
		return this.waitingAge;
	}

	@Override
	public boolean knowsDepth(String worker) {
		this.looks++;
		return this.depth.isPresent();
	}

	@Override
	public OptionalLong depth(String worker) {
		this.depthReads++;
		return this.reachable ? this.depth : OptionalLong.empty();
	}

}
