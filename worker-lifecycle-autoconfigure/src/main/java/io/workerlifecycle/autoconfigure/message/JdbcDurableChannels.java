package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.store.ChannelMessageStore;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * Durable channels by JDBC. The database is asked for nothing before the first channel is
 * made.
 */
final class JdbcDurableChannels implements DurableChannels, ChannelTransactions {

	private final ChannelDatabase database;

	private final PlatformTransactionManager transactions;

	private final AllowedPayloads payloads;

	/** What all channels share, from the first on. Guarded by this. */
	private @Nullable ChannelMessageStore store;

	JdbcDurableChannels(ChannelDatabase database, PlatformTransactionManager transactions, AllowedPayloads payloads) {
		this.database = database;
		this.transactions = transactions;
		this.payloads = payloads;
	}

	@Override
	public QueueChannel channel(String name) {
		return channel(name, Integer.MAX_VALUE);
	}

	@Override
	public QueueChannel channel(String name, int capacity) {
		Assert.hasText(name, "A durable channel needs a name");
		Assert.isTrue(capacity > 0, () -> "Channel '" + name + "' has a capacity of " + capacity + ". Write 1 or more");
		return new DurableChannel(new DurableQueue(name, capacity, store(), this.payloads), this.transactions);
	}

	private synchronized ChannelMessageStore store() {
		ChannelMessageStore current = this.store;
		if (current == null) {
			current = this.database.open(this.transactions, this.payloads);
			this.store = current;
		}
		return current;
	}

	@Override
	public @Nullable PlatformTransactionManager of(PollableChannel channel) {
		return (channel instanceof DurableChannel durable && durable.transactions() == this.transactions)
				? this.transactions : null;
	}

}
