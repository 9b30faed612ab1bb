/**
 * What workers and jobs share in a process: its time, its reason to stay alive, and the
 * plan, the budget and the report of its stop.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.process;

import org.jspecify.annotations.NullMarked;
