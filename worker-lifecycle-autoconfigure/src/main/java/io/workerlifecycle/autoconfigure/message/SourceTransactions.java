package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.message.MessageSource;
import io.workerlifecycle.message.SpoilableTransactions;
import io.workerlifecycle.worker.InvalidWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Finds the transactions in which a worker takes messages. Works without the library of
 * transactions as long as nobody asks for one: no lambda may have its types.
 *
 * @param beans where the managers are
 */
record SourceTransactions(ConfigurableListableBeanFactory beans) {

	private static final String MANAGER = "org.springframework.transaction.PlatformTransactionManager";

	/**
	 * Finds the transactions for one channel of a worker.
	 * @param name the name of their manager, if the worker is configured with one
	 * @return the source, without a manager if it takes part in no transactions
	 */
	MessageSource source(MessageDeclaration worker, String channelName, PollableChannel channel,
			@Nullable String name) {
		PlatformTransactionManager manager = (name != null) ? fit(worker, channelName, channel, name) : known(channel);
		return new MessageSource(channelName, channel, manager, isForgetful(channel));
	}

	/** One whose transactions somebody knows is what they say that it is. */
	private boolean isForgetful(PollableChannel channel) {
		return QueuesInMemory.include(channel) && known(channel) == null;
	}

	private PlatformTransactionManager fit(MessageDeclaration worker, String channelName, PollableChannel channel,
			String name) {
		PlatformTransactionManager manager = named(worker, name);
		try {
			for (ChannelTransactions some : all()) {
				manager = some.fit(channel, manager);
			}
			return (manager instanceof SpoilableTransactions) ? manager : PostgresTransactions.of(manager);
		}
		catch (IllegalArgumentException ex) {
			InvalidWorkerException fault = MessageFaults.of(worker).foreignTransactions(channelName, name);
			fault.initCause(ex);
			throw fault;
		}
	}

	/**
	 * Finds the manager that a channel brings along.
	 * @return the manager, or {@code null} if the channel takes part in no transactions
	 */
	@Nullable PlatformTransactionManager known(PollableChannel channel) {
		for (ChannelTransactions some : all()) {
			PlatformTransactionManager manager = some.of(channel);
			if (manager != null) {
				return manager;
			}
		}
		return null;
	}

	private List<ChannelTransactions> all() {
		return this.beans.getBeanProvider(ChannelTransactions.class).orderedStream().toList();
	}

	private PlatformTransactionManager named(MessageDeclaration worker, String name) {
		NamedBeans managers = new NamedBeans(this.beans, managerType());
		if (managers.find(name) instanceof PlatformTransactionManager manager) {
			return manager;
		}
		throw MessageFaults.of(worker).unknownTransactionManager(name, managers.names());
	}

	private Class<?> managerType() {
		ClassLoader loader = this.beans.getBeanClassLoader();
		return ClassUtils.isPresent(MANAGER, loader) ? ClassUtils.resolveClassName(MANAGER, loader) : Void.class;
	}

}
