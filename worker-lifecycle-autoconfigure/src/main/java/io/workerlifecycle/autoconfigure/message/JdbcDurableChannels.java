package io.workerlifecycle.autoconfigure.message;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.QueueChannel;
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
	private @Nullable OpenDatabase open;

	/** Of other transactions those that channels take part in. */
	private final Set<PlatformTransactionManager> others = ConcurrentHashMap.newKeySet();

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
		OpenDatabase opened = open();
		return new DurableChannel(new DurableQueue(name, capacity, opened.store(), this.payloads),
				opened.transactions(), opened.rowsOf(name));
	}

	private synchronized OpenDatabase open() {
		OpenDatabase current = this.open;
		if (current == null) {
			current = this.database.open(this.transactions, this.payloads);
			this.open = current;
		}
		return current;
	}

	@Override
	public synchronized @Nullable PlatformTransactionManager of(PollableChannel channel) {
		OpenDatabase opened = this.open;
		return (opened != null && channel instanceof DurableChannel durable
				&& durable.transactions() == opened.transactions()) ? opened.transactions() : null;
	}

	@Override
	public PlatformTransactionManager fit(PollableChannel channel, PlatformTransactionManager named) {
		PlatformTransactionManager own = of(channel);
		if (own == null) {
			return named;
		}
		if (!this.others.contains(named)) {
			Assert.isTrue(this.database.takesPart(named), "The channel takes part in other transactions");
			this.others.add(named);
		}
		return (own instanceof PostgresTransactions postgres) ? postgres.around(named) : named;
	}

}
