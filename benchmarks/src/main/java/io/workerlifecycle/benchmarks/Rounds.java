package io.workerlifecycle.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * How often a comparison runs, and with whom.
 *
 * @param count interleaved rounds
 * @param peers in the order of each round
 * @param <P> the peers there are
 */
record Rounds<P extends Enum<P>>(int count, List<P> peers) {

	/**
	 * As the system properties {@code rounds} and {@code peers} say.
	 * @param otherwise the rounds without them
	 */
	static <P extends Enum<P>> Rounds<P> configured(int otherwise, Class<P> all) {
		String peers = System.getProperty("peers", "");
		return new Rounds<>(Integer.getInteger("rounds", otherwise), peers.isEmpty() ? List.of(all.getEnumConstants())
				: Arrays.stream(peers.split(",", -1)).map((peer) -> Enum.valueOf(all, peer)).toList());
	}

	void announce(String what) {
		System.out.printf("JDK %s, %d processors, %d interleaved rounds: %s%n%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), this.count, what);
	}

}
