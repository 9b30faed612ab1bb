package io.workerlifecycle.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * How often a comparison runs, and with whom.
 *
 * @param count interleaved rounds
 * @param peers in the order of each round
 */
record Rounds(int count, List<Peer> peers) {

	/**
	 * As the system properties {@code rounds} and {@code peers} say.
	 * @param otherwise the rounds without them
	 */
	static Rounds configured(int otherwise) {
		String peers = System.getProperty("peers", "");
		return new Rounds(Integer.getInteger("rounds", otherwise), peers.isEmpty() ? List.of(Peer.values())
				: Arrays.stream(peers.split(",", -1)).map(Peer::valueOf).toList());
	}

	void announce(String what) {
		System.out.printf("JDK %s, %d processors, %d interleaved rounds: %s%n%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), this.count, what);
	}

}
