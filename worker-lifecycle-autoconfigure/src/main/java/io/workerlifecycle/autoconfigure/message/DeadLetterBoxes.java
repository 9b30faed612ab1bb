package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.NoSuchWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;

/**
 * The dead letters of all message workers of an application.
 */
final class DeadLetterBoxes implements DeadLetters {

	private final MessageWorkers messages;

	/** The workers whose letters are being sent: two at once would send them twice. */
	private final Set<String> replaying = ConcurrentHashMap.newKeySet();

	DeadLetterBoxes(MessageWorkers messages) {
		this.messages = messages;
	}

	@Override
	public List<String> workers() {
		return this.messages.adapted()
			.filter((worker) -> channels().find(worker) != null)
			.map(AdaptedWorker::name)
			.toList();
	}

	@Override
	public List<DeadLetter> list(String worker) {
		return box(worker).list();
	}

	@Override
	public int replay(String worker, @Nullable String id) {
		DeadLetterBox box = box(worker);
		if (!this.replaying.add(box.worker())) {
			throw DeadLetterReplayException.underWay(box.worker());
		}
		try {
			return box.replay(id);
		}
		finally {
			this.replaying.remove(box.worker());
		}
	}

	private DeadLetterBox box(String name) {
		return this.messages.adapted()
			.filter((worker) -> RelaxedName.of(worker.name()).equals(RelaxedName.of(name)))
			.findFirst()
			.flatMap(this::box)
			.orElseThrow(() -> new NoSuchWorkerException(name, workers()));
	}

	private Optional<DeadLetterBox> box(AdaptedWorker worker) {
		NamedBeans channels = new NamedBeans(this.messages.planner().beans(), PollableChannel.class);
		return Optional.ofNullable(channels().find(worker))
			.map((channel) -> new DeadLetterBox(worker, channel, channels));
	}

	private DeadLetterChannels channels() {
		return new DeadLetterChannels(this.messages.planner().beans());
	}

}
