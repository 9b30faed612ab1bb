package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * What one message costs with an empty handler, from a channel in memory that is full.
 */
final class MessageThroughput {

	private MessageThroughput() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Rounds<MessagePeer> rounds = Rounds.configured(5, MessagePeer.class);
		rounds.announce("messages in a channel in memory, one consumer, empty handler");
		new Comparison<>(MessageApplication.class, List.of("ns", "bytes"), MessagePeer.RAW).run(rounds).print();
	}

}
