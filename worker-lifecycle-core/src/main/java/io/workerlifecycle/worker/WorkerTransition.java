package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * One move of a worker from state to state.
 *
 * @param from the state it left
 * @param to the state it reached
 * @param at when, by the wall clock
 * @param spent how long it was in the state it left, by a clock that never jumps
 * @param incarnation which of its lives this was, counted from 1; 0 before the first
 * @param reason why, in words for people
 * @since 0.1.0
 */
public record WorkerTransition(WorkerState from, WorkerState to, Instant at, Duration spent, int incarnation,
		String reason) {
}
