package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.messaging.Message;

/**
 * What became of the messages of one lane: of the turn that goes on, told when it is
 * over, and of all turns before. Written by the lane's thread.
 */
final class Tally {

	private final Map<MessageOutcome, Cell> byOutcome = new EnumMap<>(MessageOutcome.class);

	/** In the order of the outcomes. An array, since it is gone through for each turn. */
	private final Cell[] cells = Arrays.stream(MessageOutcome.values()).map(Cell::new).toArray(Cell[]::new);

	/** Messages of the turn that will not come again, and have failed before. */
	private final List<Message<?>> settled = new ArrayList<>();

	/** Messages of the turn that were given up. */
	private final List<Burial> burials = new ArrayList<>();

	/** How many messages the turn has an outcome for. */
	private int handled;

	/** How many of them the worker has processed. */
	private int processed;

	Tally() {
		for (Cell cell : this.cells) {
			this.byOutcome.put(cell.outcome, cell);
		}
	}

	void count(MessageOutcome outcome, int messages) {
		cell(outcome).turn += messages;
		this.handled += messages;
		if (outcome == MessageOutcome.SUCCESS || outcome == MessageOutcome.DEGRADED) {
			this.processed += messages;
		}
	}

	void settled(Message<?> message) {
		this.settled.add(message);
	}

	void buried(Burial burial) {
		this.burials.add(burial);
		settled(burial.message());
	}

	List<Message<?>> settled() {
		return this.settled;
	}

	List<Burial> burials() {
		return this.burials;
	}

	/** A turn begins. */
	void reset() {
		for (int i = 0; this.handled > 0; i++) {
			Cell cell = this.cells[i];
			this.handled -= cell.turn;
			cell.turn = 0;
		}
		this.processed = 0;
		if (!this.settled.isEmpty()) {
			this.settled.clear();
			this.burials.clear();
		}
	}

	/** What the turn did was undone: nothing but its failures has happened. */
	void undo() {
		int retries = cell(MessageOutcome.RETRY).turn;
		reset();
		count(MessageOutcome.RETRY, retries);
	}

	/** Of the turn: how many messages the worker has processed. */
	int processed() {
		return this.processed;
	}

	/** Whether the turn has no outcome of any message. */
	boolean isEmpty() {
		return this.handled == 0;
	}

	/** Whether the turn had messages, and all were processed. */
	boolean wentWell() {
		return this.handled > 0 && this.handled == this.processed;
	}

	void tell(MessageObserver observer, long nanosEach) {
		int left = this.handled;
		for (int i = 0; left > 0; i++) {
			Cell cell = this.cells[i];
			if (cell.turn > 0) {
				left -= cell.turn;
				cell.total.lazySet(cell.total.get() + cell.turn);
				observer.handled(cell.outcome, cell.turn, nanosEach);
			}
		}
	}

	/** May be called by any thread. */
	long total(MessageOutcome outcome) {
		return cell(outcome).total.get();
	}

	private Cell cell(MessageOutcome outcome) {
		Cell cell = this.byOutcome.get(outcome);
		if (cell == null) {
			throw new IllegalStateException("Nobody counts " + outcome);
		}
		return cell;
	}

	private static final class Cell {

		private final MessageOutcome outcome;

		private final AtomicLong total = new AtomicLong();

		private int turn;

		private Cell(MessageOutcome outcome) {
			this.outcome = outcome;
		}

	}

}
