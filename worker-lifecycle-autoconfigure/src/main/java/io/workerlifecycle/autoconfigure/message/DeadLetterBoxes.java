package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Optional;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.NoSuchWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;

/**
 * The dead letters of all message workers of an application.
 */
final class DeadLetterBoxes implements DeadLetters {

	private final MessageWorkers messages;

	DeadLetterBoxes(MessageWorkers messages) {
		this.messages = messages;
	}

	@Override
	public List<String> workers() {
		return this.messages.adapted()
			.filter((worker) -> worker.plan().deadLetters() instanceof PollableChannel)
			.map(AdaptedWorker::name)
			.toList();
	}

	@Override
	public List<DeadLetter> list(String worker) {
		return box(worker).list();
	}

	@Override
	public int replay(String worker, @Nullable String id) {
		return box(worker).replay(id);
	}

	private DeadLetterBox box(String name) {
		return this.messages.adapted()
			.filter((worker) -> RelaxedName.of(worker.name()).equals(RelaxedName.of(name)))
			.findFirst()
			.flatMap(this::box)
			.orElseThrow(() -> new NoSuchWorkerException(name, workers()));
	}

	private Optional<DeadLetterBox> box(AdaptedWorker worker) {
		return (worker.plan().deadLetters() instanceof PollableChannel channel) ? Optional.of(new DeadLetterBox(worker,
				channel, new SourceTransactions(this.messages.planner().beans()).known(channel))) : Optional.empty();
	}

}
