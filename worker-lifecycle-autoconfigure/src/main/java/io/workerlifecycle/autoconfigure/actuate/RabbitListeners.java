package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.event.AmqpEvent;
import org.springframework.amqp.rabbit.listener.AsyncConsumerStartedEvent;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.context.ApplicationListener;

/**
 * The listener containers of Spring AMQP. One that stops by itself, as when its queue is
 * not there, says so by an event, and does not remember it.
 */
final class RabbitListeners implements ListenerLibrary, ApplicationListener<AmqpEvent> {

	private final ContainerBeans beans;

	/** Containers that stopped by themselves. */
	private final Set<Object> failed = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	RabbitListeners(ContainerBeans beans) {
		this.beans = beans;
	}

	@Override
	public void onApplicationEvent(AmqpEvent event) {
		if (event instanceof ListenerContainerConsumerFailedEvent failure && failure.isFatal()) {
			this.failed.add(event.getSource());
		}
		if (event instanceof AsyncConsumerStartedEvent) {
			this.failed.remove(event.getSource());
		}
	}

	@Override
	public List<ListenerContainer> containers() {
		List<ListenerContainer> all = new ArrayList<>();
		for (RabbitListenerEndpointRegistry registry : this.beans.find(RabbitListenerEndpointRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				add(id, registry.getListenerContainer(id), all);
			}
		}
		this.beans.find(MessageListenerContainer.class).forEach((name, container) -> add(name, container, all));
		return all;
	}

	private void add(String id, @Nullable MessageListenerContainer container, List<ListenerContainer> all) {
		if (container != null) {
			all.add(new RabbitListener(id, container, this.failed));
		}
	}

	private record RabbitListener(String id, MessageListenerContainer lifecycle,
			Set<Object> failed) implements ListenerContainer {

		@Override
		public String kind() {
			return "rabbit-listener";
		}

		@Override
		public boolean isWanted() {
			return this.lifecycle.isRunning() || this.failed.contains(this.lifecycle);
		}

	}

}
