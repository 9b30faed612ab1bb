/**
 * What workers and jobs share in a process: its time, and its reason to stay alive.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.process;

import org.jspecify.annotations.NullMarked;
