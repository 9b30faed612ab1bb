package io.workerlifecycle.sample;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many files a check has come across, by result. For one thread.
 */
final class CheckCounts {

	private final Map<CheckResult, Integer> counts = new EnumMap<>(CheckResult.class);

	void add(CheckResult result) {
		this.counts.merge(result, 1, Integer::sum);
	}

	int of(CheckResult result) {
		return this.counts.getOrDefault(result, 0);
	}

	/**
	 * How many files are not what they should be.
	 * @return altered and unreadable ones
	 */
	int findings() {
		return of(CheckResult.ALTERED) + of(CheckResult.UNREADABLE);
	}

	@Override
	public String toString() {
		return "Checked the content of files%s: %d as stored, %d altered, %d unreadable, %d left to the scan".formatted(
				(of(CheckResult.GIVEN_UP) > 0) ? ", stopped early" : "", of(CheckResult.SAME), of(CheckResult.ALTERED),
				of(CheckResult.UNREADABLE), of(CheckResult.LEFT_TO_SCAN));
	}

}
