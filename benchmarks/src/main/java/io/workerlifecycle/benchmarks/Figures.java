package io.workerlifecycle.benchmarks;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one start of the application cost.
 *
 * @param classes loaded classes
 * @param beans bean definitions
 * @param heapKilobytes used heap after a collection
 * @param millis the time of {@code SpringApplication.run}
 */
record Figures(long classes, long beans, long heapKilobytes, long millis) {

	static Figures parse(String line) {
		String[] parts = line.substring(line.indexOf(BareApplication.MARK) + BareApplication.MARK.length())
			.trim()
			.split(" ", -1);
		return new Figures(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
				Long.parseLong(parts[3]));
	}

	static long median(List<Figures> runs, ToLongFunction<Figures> figure) {
		long[] sorted = runs.stream().mapToLong(figure).sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
