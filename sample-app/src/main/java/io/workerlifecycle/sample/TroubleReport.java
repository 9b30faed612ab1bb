package io.workerlifecycle.sample;

import java.util.List;

/**
 * The troubles of one kind.
 *
 * @param paths how many paths have it, or had it, at last sight
 * @param times how often it was seen since the start, in all scans
 * @param recent the last few, newest first
 */
record TroubleReport(int paths, long times, List<Trouble> recent) {
}
