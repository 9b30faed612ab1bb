package io.workerlifecycle.sample;

import java.time.Instant;

/**
 * What a scan saw.
 *
 * @param startedAt when it began
 * @param durationMillis how long it took, waiting for the hasher included
 * @param complete whether it saw the whole tree; it does not when it is stopped
 * @param counts what it saw
 */
record ScanSummary(Instant startedAt, long durationMillis, boolean complete, ScanCounts counts) {
}
