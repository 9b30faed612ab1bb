package io.workerlifecycle.benchmarks;

import java.io.IOException;

/**
 * Ten thousand jobs that are due one after the other within each second: how late they
 * begin, and what one firing costs that needs a wake-up of its own.
 */
final class FiringSpread {

	private FiringSpread() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Rounds<Peer> rounds = Rounds.configured(5, Peer.class);
		rounds.announce("fixed-rate jobs, evenly over each second");
		new Comparison<>(FiringApplication.class, FiringBurst.COLUMNS, Peer.SPRING)
			.run(rounds, FiringPattern.SPREAD.name())
			.print();
	}

}
