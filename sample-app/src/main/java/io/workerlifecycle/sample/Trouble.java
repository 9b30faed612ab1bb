package io.workerlifecycle.sample;

import java.time.Instant;

/**
 * A path that could not be looked at as it should.
 *
 * @param path the path, for people
 * @param reason what was wrong, for people
 * @param at when it was seen last
 */
record Trouble(String path, String reason, Instant at) {
}
