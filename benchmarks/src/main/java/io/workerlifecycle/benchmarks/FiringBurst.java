package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Ten thousand cron jobs that are due at the same second: how late they begin, and what
 * one firing costs.
 */
final class FiringBurst {

	static final List<String> COLUMNS = List.of("p50 µs", "p99 µs", "max µs", "CPU µs", "bytes", "fired %");

	private FiringBurst() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Rounds<Peer> rounds = Rounds.configured(5, Peer.class);
		rounds.announce("cron jobs due at the same second, each second");
		new Comparison<>(FiringApplication.class, COLUMNS, Peer.SPRING).run(rounds, FiringPattern.BURST.name()).print();
	}

}
