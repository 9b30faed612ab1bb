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

	private final Map<MessageOutcome, Cell> cells = new EnumMap<>(MessageOutcome.class);

	private final List<Cell> inOrder;

	/** Messages of the turn that will not come again, and may have failed before. */
	private final List<Message<?>> settled = new ArrayList<>();

	/** How many messages the turn has an outcome for. */
	private int handled;

	Tally() {
		this.inOrder = Arrays.stream(MessageOutcome.values()).map(Cell::new).toList();
		this.inOrder.forEach((cell) -> this.cells.put(cell.outcome, cell));
	}

	void count(MessageOutcome outcome) {
		cell(outcome).turn++;
		this.handled++;
	}

	void settled(Message<?> message) {
		this.settled.add(message);
	}

	List<Message<?>> settled() {
		return this.settled;
	}

	/** A turn begins; or the one before was undone, and none of it happened. */
	void reset() {
		if (this.handled > 0) {
			for (Cell cell : this.inOrder) {
				cell.turn = 0;
			}
			this.handled = 0;
		}
		this.settled.clear();
	}

	int handled() {
		return this.handled;
	}

	/** Of the turn: how many messages the worker has processed. */
	int processed() {
		return cell(MessageOutcome.SUCCESS).turn + cell(MessageOutcome.DEGRADED).turn;
	}

	void tell(MessageObserver observer, long nanosEach) {
		for (Cell cell : this.inOrder) {
			if (cell.turn > 0) {
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
		Cell cell = this.cells.get(outcome);
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
