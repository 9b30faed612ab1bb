package io.workerlifecycle.sample;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the monitor knows.
 *
 * @param root the tree
 * @param since when the first scan was stored; nothing counts as a change before
 * @param files how many files are known
 * @param bytes their size in bytes
 * @param added how many files were added since
 * @param changed how many times a file changed since
 * @param removed how many files were removed since
 * @param recentChanges the last changes, newest first
 * @param unreadable what cannot be read
 * @param loops links that lead in circles
 * @param vanished what was gone before it could be read
 * @param changedWhileReading what was written to while it was read
 * @param altered whose content changed while its time did not
 * @param lastScan the last scan; null before the first has ended
 * @param queueDepth how many findings wait for the hasher
 * @param alerts what is wrong with the worker and the jobs, the oldest first
 */
record Report(String root, @Nullable Instant since, long files, long bytes, long added, long changed, long removed,
		List<FileChange> recentChanges, TroubleReport unreadable, TroubleReport loops, TroubleReport vanished,
		TroubleReport changedWhileReading, TroubleReport altered, @Nullable ScanSummary lastScan, int queueDepth,
		List<OpenAlert> alerts) {
}
