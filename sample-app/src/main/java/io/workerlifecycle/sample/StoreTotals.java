package io.workerlifecycle.sample;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is in the store.
 *
 * @param files how many files are known
 * @param bytes their size in bytes
 * @param since when the first scan was stored; changes count from there
 * @param added how many files were added since
 * @param changed how many times a file changed since
 * @param removed how many files were removed since
 */
record StoreTotals(long files, long bytes, @Nullable Instant since, long added, long changed, long removed) {
}
