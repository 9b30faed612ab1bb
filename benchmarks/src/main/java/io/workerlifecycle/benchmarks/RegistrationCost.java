package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * What it takes to add a hundred thousand cron jobs, none of which fires.
 */
final class RegistrationCost {

	private RegistrationCost() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Rounds<Peer> rounds = Rounds.configured(5, Peer.class);
		rounds.announce("cron jobs, added one by one");
		new Comparison<>(RegistrationApplication.class, List.of("µs each", "CPU µs each", "heap bytes each"),
				Peer.SPRING)
			.run(rounds)
			.print();
	}

}
