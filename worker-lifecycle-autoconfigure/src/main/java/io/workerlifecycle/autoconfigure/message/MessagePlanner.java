package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageSettings;
import io.workerlifecycle.message.MessageSource;
import io.workerlifecycle.worker.InvalidWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;

/**
 * Makes plans for message workers from what is configured, and finds the channels that it
 * names.
 *
 * @param beans where channels and transaction managers are
 * @param settings what is configured
 */
record MessagePlanner(ConfigurableListableBeanFactory beans, MessageSettingsSource settings) {

	/** The same planner with other properties. */
	MessagePlanner in(Environment next) {
		return new MessagePlanner(this.beans, this.settings.in(next));
	}

	/**
	 * Makes the plan for a worker.
	 * @throws InvalidWorkerException if it cannot work so
	 */
	MessagePlan plan(MessageDeclaration worker) {
		ConfiguredMessages configured = configured(worker);
		MessageSettings messages = configured.settings();
		requireDegradable(worker, messages);
		if (messages.channels().isEmpty()) {
			throw MessageFaults.of(worker).noChannel(sources().names());
		}
		List<MessageSource> sources = messages.channels()
			.stream()
			.map((name) -> source(worker, name, configured.transactionManager()))
			.toList();
		return new MessagePlan(messages, sources, deadLetters(worker, sources, messages.deadLetterChannel()));
	}

	private ConfiguredMessages configured(MessageDeclaration worker) {
		try {
			return this.settings.resolve(worker.name(), worker.annotation());
		}
		catch (IllegalArgumentException ex) {
			throw InvalidWorkerException.settings(worker.name(), worker.type(), ex);
		}
	}

	private static void requireDegradable(MessageDeclaration worker, MessageSettings messages) {
		List<String> failures = messages.degradation().on().stream().map(Class::getName).sorted().toList();
		if (!failures.isEmpty() && !worker.canDegrade()) {
			throw MessageFaults.of(worker).cannotDegrade(failures);
		}
	}

	private MessageSource source(MessageDeclaration worker, String name, @Nullable String transactionManager) {
		Object bean = sources().find(name);
		if (bean == null) {
			throw MessageFaults.of(worker).missingChannel(name, sources().names());
		}
		if (!(bean instanceof PollableChannel channel)) {
			throw MessageFaults.of(worker).unpollableChannel(name, bean, sources().names());
		}
		requireShared(worker, name);
		return new SourceTransactions(this.beans).source(worker, name, channel, transactionManager);
	}

	private @Nullable MessageChannel deadLetters(MessageDeclaration worker, List<MessageSource> sources,
			@Nullable String name) {
		if (name == null) {
			return null;
		}
		NamedBeans channels = new NamedBeans(this.beans, MessageChannel.class);
		if (!(channels.find(name) instanceof MessageChannel channel)) {
			throw MessageFaults.of(worker).missingDeadLetterChannel(name, channels.names());
		}
		if (sources.stream().anyMatch((source) -> source.channel() == channel)) {
			throw MessageFaults.of(worker).ownDeadLetterChannel(name);
		}
		requireShared(worker, name);
		return channel;
	}

	private void requireShared(MessageDeclaration worker, String channel) {
		if (!sources().isShared(channel)) {
			throw MessageFaults.of(worker).severalChannels(channel);
		}
	}

	private NamedBeans sources() {
		return new NamedBeans(this.beans, PollableChannel.class);
	}

}
