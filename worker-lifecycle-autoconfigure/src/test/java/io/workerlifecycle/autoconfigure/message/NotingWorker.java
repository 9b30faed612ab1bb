package io.workerlifecycle.autoconfigure.message;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.messaging.Message;

/**
 * Notes what it has processed. Before that its test may look at each message, wait, or
 * throw.
 */
final class NotingWorker implements MessageWorker<String> {

	private final Look look;

	private final List<String> processed;

	NotingWorker(Look look, List<String> processed) {
		this.look = look;
		this.processed = processed;
	}

	NotingWorker(Look look) {
		this(look, noted());
	}

	/** What several workers may note in. */
	static List<String> noted() {
		return new CopyOnWriteArrayList<>();
	}

	@Override
	public void process(Message<String> message, WorkerContext context) throws Exception {
		this.look.at(message);
		this.processed.add(message.getPayload());
	}

	List<String> processed() {
		return List.copyOf(this.processed);
	}

	/**
	 * How many were processed again, and prints it.
	 */
	static int duplicates(String what, Collection<String> processed) {
		int duplicates = processed.size() - new HashSet<>(processed).size();
		System.out.println(what + ": " + processed.size() + " processed, " + duplicates + " of them again");
		return duplicates;
	}

	@FunctionalInterface
	interface Look {

		void at(Message<String> message) throws Exception;

	}

}
