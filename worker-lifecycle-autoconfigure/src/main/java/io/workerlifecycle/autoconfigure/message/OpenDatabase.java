package io.workerlifecycle.autoconfigure.message;

import org.springframework.integration.store.ChannelMessageStore;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A database that was found fit for durable channels.
 *
 * @param store where the messages of all channels are
 * @param transactions in whose transactions messages are taken
 */
record OpenDatabase(ChannelMessageStore store, PlatformTransactionManager transactions) {

}
