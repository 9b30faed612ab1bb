package io.workerlifecycle.autoconfigure.message;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.store.ChannelMessageStore;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A database that was found fit for durable channels.
 *
 * @param store where the messages of all channels are
 * @param transactions in whose transactions messages are taken
 * @param rows finds those of a channel; {@code null} where they may be in another table
 */
record OpenDatabase(ChannelMessageStore store, PlatformTransactionManager transactions,
		@Nullable Function<String, MessageRows> rows) {

	/** Those of a channel, if they can be read. */
	@Nullable MessageRows rowsOf(String channel) {
		Function<String, MessageRows> known = this.rows;
		return (known != null) ? known.apply(channel) : null;
	}

}
