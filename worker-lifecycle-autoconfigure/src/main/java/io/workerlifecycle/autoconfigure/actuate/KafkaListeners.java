package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ListenerContainerRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The listener containers of Spring for Apache Kafka.
 *
 * @param beans where they are
 */
record KafkaListeners(ContainerBeans beans) implements ListenerLibrary {

	@Override
	public List<ListenerContainer> containers() {
		List<ListenerContainer> all = new ArrayList<>();
		for (ListenerContainerRegistry registry : this.beans.find(ListenerContainerRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				add(id, registry.getListenerContainer(id), all);
			}
		}
		this.beans.find(MessageListenerContainer.class).forEach((name, container) -> add(name, container, all));
		return all;
	}

	private static void add(String id, @Nullable MessageListenerContainer container, List<ListenerContainer> all) {
		if (container != null) {
			all.add(new KafkaListener(id, container));
		}
	}

	private record KafkaListener(String id,
			MessageListenerContainer lifecycle) implements ListenerContainer, ListenerContainer.Pausing {

		@Override
		public String kind() {
			return "kafka-listener";
		}

		@Override
		public boolean isWanted() {
			return this.lifecycle.isRunning() || !isWhole();
		}

		/** It knows of each of its threads whether it ended on purpose. */
		@Override
		public boolean isWhole() {
			return this.lifecycle.isInExpectedState();
		}

		@Override
		public Pausing pausing() {
			return this;
		}

		@Override
		public boolean isPaused() {
			return this.lifecycle.isPauseRequested();
		}

		@Override
		public void pause() {
			this.lifecycle.pause();
		}

		@Override
		public void resume() {
			this.lifecycle.resume();
		}

	}

}
