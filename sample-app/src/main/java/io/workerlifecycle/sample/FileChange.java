package io.workerlifecycle.sample;

import java.time.Instant;

/**
 * A change of a file.
 *
 * @param path the file, for people
 * @param kind what happened to it
 * @param at when it was stored
 */
record FileChange(String path, ChangeKind kind, Instant at) {
}
