package io.workerlifecycle.autoconfigure.message;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A channel that knows in whose transactions its messages are taken.
 */
final class DurableChannel extends QueueChannel {

	private final PlatformTransactionManager transactions;

	DurableChannel(DurableQueue queue, PlatformTransactionManager transactions) {
		super(queue);
		this.transactions = transactions;
	}

	PlatformTransactionManager transactions() {
		return this.transactions;
	}

}
