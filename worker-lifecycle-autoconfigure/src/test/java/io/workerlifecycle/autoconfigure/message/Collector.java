package io.workerlifecycle.autoconfigure.message;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keeps the payloads that it gets, and the threads that bring them.
 */
public class Collector implements MessageWorker<String> {

	final Queue<String> taken = new ConcurrentLinkedQueue<>();

	final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

	@Override
	public void process(Message<String> message, WorkerContext context) throws Exception {
		this.threads.add(Thread.currentThread());
		this.taken.add(message.getPayload());
	}

	void awaitTaken(String... payloads) {
		await().untilAsserted(() -> assertThat(this.taken).containsExactly(payloads));
	}

}
