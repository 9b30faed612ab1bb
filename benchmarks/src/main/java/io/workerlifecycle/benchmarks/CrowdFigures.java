package io.workerlifecycle.benchmarks;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one run of a crowd cost.
 *
 * @param startMillis from the refresh of the context until the last worker ran
 * @param stopMillis from the close of the context until it was closed
 * @param threads platform threads while all ran
 * @param heapKilobytes used heap after a collection while all ran
 * @param residentMegabytes resident memory of the process while all ran, 0 if unknown
 */
record CrowdFigures(long startMillis, long stopMillis, long threads, long heapKilobytes, long residentMegabytes) {

	static CrowdFigures parse(String line) {
		String[] parts = line.substring(line.indexOf(CrowdApplication.MARK) + CrowdApplication.MARK.length())
			.trim()
			.split(" ", -1);
		return new CrowdFigures(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
				Long.parseLong(parts[3]), Long.parseLong(parts[4]));
	}

	static long median(List<CrowdFigures> runs, ToLongFunction<CrowdFigures> figure) {
		long[] sorted = runs.stream().mapToLong(figure).sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
