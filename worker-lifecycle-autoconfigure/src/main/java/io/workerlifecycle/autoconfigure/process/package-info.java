/**
 * What workers and jobs share in a process: its time, its reason to stay alive, the plan,
 * the budget and the report of its stop, its signals, and what it tells systemd.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.process;

import org.jspecify.annotations.NullMarked;
