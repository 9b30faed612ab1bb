package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

import io.workerlifecycle.autoconfigure.message.MessageFlows;
import io.workerlifecycle.message.MessageFlow;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds what becomes of the messages of a worker, also where the application has no
 * message workers.
 *
 * @param flows the bean that knows, which comes late
 */
record FlowLookup(ObjectProvider<MessageFlows> flows) {

	Map<String, MessageFlow> list() {
		MessageFlows known = this.flows.getIfAvailable();
		return (known != null) ? known.list() : Map.of();
	}

	/**
	 * The flow of one worker, or {@code null} if it takes no messages.
	 */
	@Nullable MessageFlow find(String worker) {
		MessageFlows known = this.flows.getIfAvailable();
		return (known != null) ? known.find(worker) : null;
	}

	/**
	 * How many messages wait for a worker, if its channels know that and can be reached:
	 * while the worker runs, one that cannot is not asked, which may take as long as a
	 * connection times out.
	 */
	OptionalLong depth(String worker, MessageFlow flow) {
		return ask(flow, (known) -> known.depth(worker), OptionalLong.empty());
	}

	/** Whether the channels of a worker know their depth, once they can be reached. */
	boolean knowsDepth(String worker) {
		MessageFlows known = this.flows.getIfAvailable();
		return known != null && known.knowsDepth(worker);
	}

	/**
	 * How long ago the oldest message was sent that is being processed, or waits in a
	 * channel that knows it and can be reached.
	 */
	Duration oldestAge(String worker, MessageFlow flow) {
		Duration waiting = ask(flow, (known) -> known.waitingAge(worker), Duration.ZERO);
		return (waiting.compareTo(flow.oldestAge()) > 0) ? waiting : flow.oldestAge();
	}

	private <V> V ask(MessageFlow flow, Function<MessageFlows, V> question, V unknown) {
		MessageFlows known = this.flows.getIfAvailable();
		if (known == null || !flow.unreachable().isEmpty()) {
			return unknown;
		}
		try {
			return question.apply(known);
		}
		catch (RuntimeException ex) {
			// It could be reached a moment ago.
			return unknown;
		}
	}

}
