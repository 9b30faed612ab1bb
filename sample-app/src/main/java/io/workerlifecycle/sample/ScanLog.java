package io.workerlifecycle.sample;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the last scan. Safe for use by several threads.
 */
final class ScanLog {

	private volatile @Nullable ScanSummary last;

	void add(ScanSummary scan) {
		this.last = scan;
	}

	@Nullable ScanSummary last() {
		return this.last;
	}

}
