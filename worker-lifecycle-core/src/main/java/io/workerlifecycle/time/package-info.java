/**
 * The one source of time: instants, nanoseconds and timers, real or virtual.
 */
@NullMarked
package io.workerlifecycle.time;

import org.jspecify.annotations.NullMarked;
