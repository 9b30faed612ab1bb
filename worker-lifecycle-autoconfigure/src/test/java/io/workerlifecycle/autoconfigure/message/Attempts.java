package io.workerlifecycle.autoconfigure.message;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.messaging.Message;

/**
 * Fails the first attempts at one message, and counts those at each.
 */
final class Attempts implements NotingWorker.Look {

	private final String bad;

	private final int failing;

	private final RuntimeException failure;

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	Attempts(String bad, int failing, RuntimeException failure) {
		this.bad = bad;
		this.failing = failing;
		this.failure = failure;
	}

	@Override
	public void at(Message<String> message) {
		int count = this.counts.merge(message.getPayload(), 1, Integer::sum);
		if (message.getPayload().equals(this.bad) && count <= this.failing) {
			throw this.failure;
		}
	}

	int at(String payload) {
		return this.counts.getOrDefault(payload, 0);
	}

}
