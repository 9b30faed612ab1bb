package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.function.Supplier;

import io.workerlifecycle.message.MessageLoop;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageResources;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Makes the loops of message workers, of what they share and who is told of each.
 *
 * @param beans where those are who want to be told
 * @param resources what all loops share
 */
record MessageLoops(ConfigurableListableBeanFactory beans, Supplier<MessageResources> resources) {

	MessageLoop make(MessageDeclaration worker, MessagePlan plan) {
		return new MessageLoop(worker.bean(), new PayloadType(this.beans).of(worker), plan, this.resources.get(),
				observer(worker.name()));
	}

	private MessageObserver observer(String worker) {
		List<MessageObserver> observers = this.beans.getBeanProvider(MessageObserverFactory.class)
			.orderedStream()
			.map((factory) -> factory.observer(worker))
			.toList();
		return switch (observers.size()) {
			case 0 -> MessageObserver.NONE;
			case 1 -> observers.get(0);
			default -> new MessageObservers(observers);
		};
	}

}
