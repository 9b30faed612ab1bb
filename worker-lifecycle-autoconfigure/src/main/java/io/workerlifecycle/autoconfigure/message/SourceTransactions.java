package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

import io.workerlifecycle.message.HandoverChannel;

/**
 * Finds the transactions in which a worker takes messages. Works without the library of
 * transactions as long as nobody asks for one: no lambda may have its types.
 *
 * @param beans where the managers are
 */
record SourceTransactions(ConfigurableListableBeanFactory beans) {

	private static final String MANAGER = "org.springframework.transaction.PlatformTransactionManager";

	/**
	 * Finds the manager for one channel of a worker.
	 * @param name the name of the manager, if the worker is configured with one
	 * @return the manager, or {@code null} if the channel takes part in no transactions
	 */
	@Nullable PlatformTransactionManager find(MessageDeclaration worker, PollableChannel channel, @Nullable String name) {
		if (name == null) {
			return known(channel);
		}
		if (channel instanceof HandoverChannel) {
			throw MessageFaults.of(worker).handoverInTransaction(name);
		}
		return named(worker, name);
	}

	/**
	 * Finds the manager that a channel brings along.
	 * @return the manager, or {@code null} if the channel takes part in no transactions
	 */
	@Nullable PlatformTransactionManager known(PollableChannel channel) {
		for (ChannelTransactions some : this.beans.getBeanProvider(ChannelTransactions.class)
			.orderedStream()
			.toList()) {
			PlatformTransactionManager manager = some.of(channel);
			if (manager != null) {
				return manager;
			}
		}
		return null;
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
