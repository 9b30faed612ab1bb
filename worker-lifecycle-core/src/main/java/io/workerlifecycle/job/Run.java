package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers without a gap.
 *
 * @param first the lowest
 * @param last the highest
 */
record Run(int first, int last) {

	/** The fewest that are worth to be told by their ends. */
	private static final int WORTH = 3;

	/**
	 * Finds the runs in ascending numbers.
	 */
	static List<Run> of(List<Integer> numbers) {
		List<Run> runs = new ArrayList<>();
		for (int number : numbers) {
			int latest = runs.size() - 1;
			if (latest >= 0 && runs.get(latest).last() == number - 1) {
				runs.set(latest, new Run(runs.get(latest).first(), number));
			}
			else {
				runs.add(new Run(number, number));
			}
		}
		return runs;
	}

	boolean isWorthIt() {
		return this.last - this.first + 1 >= WORTH;
	}

}
