package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Finds the dead-letter channels that can be looked into: those whose transactions are
 * known, and queues in memory. Of any other nobody knows whether it gives back what was
 * received, nor whether it ever says that there is nothing more, as one of a broker.
 *
 * @param beans where the transactions are
 */
record DeadLetterChannels(ConfigurableListableBeanFactory beans) {

	private static final boolean QUEUES = ClassUtils.isPresent("org.springframework.integration.channel.QueueChannel",
			DeadLetterChannels.class.getClassLoader());

	/**
	 * Finds that of a worker.
	 * @return the channel, or {@code null} if the worker has none that can be looked into
	 */
	@Nullable DeadLetterChannel find(AdaptedWorker worker) {
		return (worker.plan().deadLetters() instanceof PollableChannel channel) ? find(worker.name(), channel) : null;
	}

	private @Nullable DeadLetterChannel find(String worker, PollableChannel channel) {
		PlatformTransactionManager transactions = new SourceTransactions(this.beans).known(channel);
		if (transactions != null) {
			DeadLetterChannel stored = stored(channel);
			return (stored != null) ? stored : new TransactedDeadLetters(worker, channel, transactions);
		}
		return QUEUES ? InMemoryDeadLetters.of(channel) : null;
	}

	private static @Nullable DeadLetterChannel stored(PollableChannel channel) {
		return (QUEUES && channel instanceof DurableChannel durable) ? durable.deadLetters() : null;
	}

}
