package io.workerlifecycle.sample;

import java.util.List;

import io.workerlifecycle.message.BatchFailedException;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands all that waits to the hasher, one batch after the other, on the thread of the
 * test.
 *
 * @param worker the hasher
 * @param channel where findings wait
 * @param transactions those of the channel
 */
record HashLane(HashWorker worker, QueueChannel channel, TransactionOperations transactions) {

	void run(WorkerContext context) {
		while (context.keepRunning()) {
			this.transactions.executeWithoutResult((status) -> turn(context));
		}
	}

	private void turn(WorkerContext context) {
		try {
			this.worker.processBatch(take(this.channel), context);
		}
		catch (BatchFailedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	static List<Message<Finding>> take(QueueChannel channel) {
		return channel.clear().stream().map((message) -> (Message<Finding>) message).toList();
	}

}
