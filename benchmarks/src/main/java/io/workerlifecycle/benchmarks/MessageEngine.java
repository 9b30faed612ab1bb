package io.workerlifecycle.benchmarks;

import org.springframework.integration.channel.QueueChannel;

/**
 * Something that takes messages from a channel. It ends with its process.
 */
interface MessageEngine {

	/** The channel to fill while nothing takes from it. */
	QueueChannel channel();

	/** Lets a handler have the messages of the channel, and waits until it had all. */
	void handle(Handled handler) throws Exception;

}
