package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.OptionalLong;

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
	 * one that cannot is not asked, which may take as long as a connection times out.
	 */
	OptionalLong depth(String worker, MessageFlow flow) {
		MessageFlows known = this.flows.getIfAvailable();
		if (known == null || !flow.unreachable().isEmpty()) {
			return OptionalLong.empty();
		}
		try {
			return known.depth(worker);
		}
		catch (RuntimeException ex) {
			// It could be reached a moment ago.
			return OptionalLong.empty();
		}
	}

}
