package io.workerlifecycle.job;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Keeps declarations until there is a receiver, and passes them on from then. A
 * declaration that comes meanwhile is passed on by one of the two threads, once.
 */
final class JobInbox {

	private final Queue<JobDeclaration> waiting = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Consumer<JobDeclaration> receiver;

	void accept(JobDeclaration declaration) {
		this.waiting.add(declaration);
		passOn();
	}

	void forwardTo(Consumer<JobDeclaration> newReceiver) {
		this.receiver = newReceiver;
		passOn();
	}

	private void passOn() {
		Consumer<JobDeclaration> current = this.receiver;
		if (current == null) {
			return;
		}
		for (JobDeclaration next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			current.accept(next);
		}
	}

}
