package io.workerlifecycle.benchmarks;

import org.springframework.integration.channel.QueueChannel;

/**
 * Something that takes messages from a channel in a database, each or many of them in a
 * transaction. It ends with its process.
 */
interface DurableEngine {

	/** The channel to fill while nothing takes from it. */
	QueueChannel channel();

	/** Lets a handler have the messages of the channel, and waits until it had all. */
	void handle(Processed handler) throws Exception;

}
