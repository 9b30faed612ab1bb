package io.workerlifecycle.message;

import java.util.List;

import org.springframework.messaging.Message;

/**
 * A turn in which one message is taken and processed.
 *
 * @param <T> the type of the payload
 */
final class SingleTurn<T> implements Turn {

	private final Lane lane;

	private final DegradableWork<Message<T>> work;

	private final PayloadConversion<T> conversion;

	/** Whether this turn took a message. Used by the lane's thread. */
	private boolean took;

	SingleTurn(Lane lane, DegradableWork<Message<T>> work, PayloadConversion<T> conversion) {
		this.lane = lane;
		this.work = work;
		this.conversion = conversion;
	}

	@Override
	public boolean run() throws SourceException {
		this.took = false;
		Message<?> message = this.lane.take();
		if (message == null) {
			this.lane.inFlight().release();
			return true;
		}
		this.lane.begin(message, 1);
		this.took = true;
		try {
			return this.lane.admission().await(message) && handle(message);
		}
		finally {
			this.lane.end();
		}
	}

	private boolean handle(Message<?> message) {
		FailedMessage before = this.lane.failedBefore(message);
		if (before != null && before.exhausted()) {
			return this.lane.failures().bury(message, before);
		}
		try {
			this.lane.tally().count(this.work.process(this.conversion.convert(message)), 1);
		}
		catch (Throwable ex) {
			this.lane.failures().failed(message, ex);
			return false;
		}
		if (before != null) {
			this.lane.tally().settled(message);
		}
		return true;
	}

	@Override
	public List<Message<?>> taken() {
		Message<?> last = this.lane.inFlight().last();
		return (this.took && last != null) ? List.of(last) : List.of();
	}

	@Override
	public void undone(Throwable failure) {
		this.lane.tally().undo();
		taken().forEach((message) -> this.lane.failures().undone(message, failure));
	}

}
