package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.MessageListenerContainer;

/**
 * The listener containers of Spring JMS. They do not tell who stopped them, so one that
 * is started by itself should run unless somebody stopped it here.
 *
 * @param beans where they are
 */
record JmsListeners(ContainerBeans beans) implements ListenerLibrary {

	@Override
	public List<ListenerContainer> containers() {
		List<ListenerContainer> all = new ArrayList<>();
		for (JmsListenerEndpointRegistry registry : this.beans.find(JmsListenerEndpointRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				add(id, registry.getListenerContainer(id), all);
			}
		}
		this.beans.find(MessageListenerContainer.class).forEach((name, container) -> add(name, container, all));
		return all;
	}

	private void add(String id, @Nullable MessageListenerContainer container, List<ListenerContainer> all) {
		if (container != null) {
			all.add(new JmsListener(id, container, this.beans));
		}
	}

	private record JmsListener(String id, MessageListenerContainer lifecycle,
			ContainerBeans beans) implements ListenerContainer {

		@Override
		public String kind() {
			return "jms-listener";
		}

		@Override
		public boolean isWanted() {
			return this.lifecycle.isRunning() || (this.lifecycle.isAutoStartup() && this.beans.areStarted());
		}

	}

}
