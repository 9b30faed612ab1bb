package io.workerlifecycle.message;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.messaging.Message;

/**
 * What a channel did not take back at the end of a life. All lanes and lives of a worker
 * share it.
 *
 * @param source the channel
 * @param messages for use by many threads
 */
record Overflow(MessageSource source, Queue<Message<?>> messages) {

	private static final Log logger = LogFactory.getLog(MessageWorker.class);

	static Overflow of(MessageSource source) {
		return new Overflow(source, new ConcurrentLinkedQueue<>());
	}

	/** Sends them there once more, and keeps what finds no room. */
	void giveBack() {
		for (int left = this.messages.size(); left > 0; left--) {
			Message<?> message = this.messages.poll();
			if (message != null && !isTaken(message)) {
				this.messages.add(message);
			}
		}
	}

	/** Sends them there for the last time, since no life of the worker will follow. */
	void sendAgain(String worker) {
		this.messages.removeIf(this::isTaken);
		if (!this.messages.isEmpty()) {
			logger.error("Worker '" + worker + "' was removed, and there was no room in '" + this.source.name()
					+ "' for what it had taken from there and not processed; lost are "
					+ this.messages.stream().map(MessageName::text).collect(Collectors.joining(", ")));
			this.messages.clear();
		}
	}

	private boolean isTaken(Message<?> message) {
		try {
			return this.source.channel().send(message, 0);
		}
		catch (Throwable ex) {
			logger.warn("Channel '" + this.source.name() + "' does not take a message back", DiscreetException.of(ex));
			return false;
		}
	}

}
